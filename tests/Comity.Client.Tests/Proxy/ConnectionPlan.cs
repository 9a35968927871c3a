namespace Comity.Client.Tests.Proxy;

/// <summary>What a proxy does to a connection.</summary>
internal enum Mischief
{
    /// <summary>Nothing, until some bytes have come by; then it is cut.</summary>
    PassAndCut,

    /// <summary>Every piece waits a little.</summary>
    Delay,

    /// <summary>What the client sends is cut off in the middle.</summary>
    CutRequest,

    /// <summary>What the client sends is delivered; what the server answers is cut off.</summary>
    CutAnswer,

    /// <summary>From some byte on nothing is passed on, and nobody is told.</summary>
    FallSilent,

    /// <summary>A piece of what the client sends is delivered twice.</summary>
    DuplicateBytes,

    /// <summary>After its end, all that the client sent is delivered again over a connection of its own.</summary>
    ReplayConnection,
}

/// <summary>What happens to one connection, drawn from a seed.</summary>
/// <param name="Mischief">What.</param>
/// <param name="From">After how many bytes.</param>
/// <param name="Delay">How long a piece waits, where it does.</param>
internal sealed record ConnectionPlan(Mischief Mischief, int From, TimeSpan Delay)
{
    // Silence is rare, because noticing it takes seconds.
    private const int RarityOfSilence = 4;

    public static ConnectionPlan Draw(Random random)
    {
        var mischief = (Mischief)random.Next(Enum.GetValues<Mischief>().Length);
        if (mischief == Mischief.FallSilent && random.Next(RarityOfSilence) > 0)
        {
            mischief = Mischief.CutAnswer;
        }

        return new ConnectionPlan(
            mischief,
            // HTTP/2's greeting is about 100 bytes; a payment about 500.
            random.Next(60, 8_000),
            TimeSpan.FromMilliseconds(random.Next(0, 12))
        );
    }
}
