using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Comity.Ledger.Blocks;
using Comity.Ledger.Events;
using Comity.Ordering.Engine;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Node.Access.Participants;

/// <summary>
/// The participants and their keys as the last committed block leaves them, so that a call is admitted without asking the
/// ledger. A change counts before anybody is answered of its block: whoever was told that a key is registered can use it.
/// </summary>
internal sealed class KnownParticipants : IDisposable
{
    private readonly Lock _changing = new();
    private readonly IDisposable _subscription;
    private volatile ImmutableDictionary<Lei, ParticipantTerms> _byLei = ImmutableDictionary<
        Lei,
        ParticipantTerms
    >.Empty;

    private volatile ImmutableDictionary<PublicKey, Lei> _byKey = ImmutableDictionary<PublicKey, Lei>.Empty;

    private KnownParticipants(IOrderingEngine engine) => _subscription = engine.SubscribeToResults(Durable);

    /// <summary>Reads all participants and follows their changes.</summary>
    public static async Task<KnownParticipants> FollowAsync(IOrderingEngine engine, CancellationToken cancellation)
    {
        // Followed before it is read: what changes in between is newer than what is read, and stays.
        var known = new KnownParticipants(engine);
        try
        {
            var read = await engine.ReadAsync(static (ledger, _) => ledger.View.Participants.ToArray(), cancellation);
            foreach (var terms in read)
            {
                known.Set(terms, isNewer: false);
            }

            return known;
        }
        catch
        {
            known.Dispose();
            throw;
        }
    }

    /// <summary>A participant.</summary>
    public bool TryGet(Lei lei, [NotNullWhen(true)] out ParticipantTerms? terms) => _byLei.TryGetValue(lei, out terms);

    /// <summary>Whose a key is, where it counts at a time.</summary>
    public bool TryGetOwner(PublicKey key, DateTimeOffset at, out Lei owner) =>
        _byKey.TryGetValue(key, out owner)
        && _byLei.TryGetValue(owner, out var terms)
        && terms.Keys.Keys.Any(one =>
            one.PublicKey.Equals(key) && (ulong)at.ToUnixTimeMilliseconds() < one.ValidUntil.Milliseconds
        );

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    // On the engine's thread.
    private void Durable(BlockResult block)
    {
        foreach (var happened in block.Events)
        {
            var changed = happened switch
            {
                ParticipantAdmitted admitted => admitted.Participant,
                ParticipantUpdated updated => updated.Participant,
                KeysRotated rotated => rotated.Participant,
                _ => null,
            };
            if (changed is not null)
            {
                Set(changed, isNewer: true);
            }
        }
    }

    private void Set(ParticipantTerms terms, bool isNewer)
    {
        lock (_changing)
        {
            var known = _byLei.TryGetValue(terms.Lei, out var old);
            if (known && !isNewer)
            {
                return;
            }

            var keys = _byKey;
            foreach (var key in old?.Keys.Keys ?? [])
            {
                keys = keys.Remove(key.PublicKey);
            }

            // Taken away before it is given: no key is ever another's.
            _byKey = keys;
            _byLei = _byLei.SetItem(terms.Lei, terms);
            _byKey = keys.SetItems(terms.Keys.Keys.Select(key => KeyValuePair.Create(key.PublicKey, terms.Lei)));
        }
    }
}
