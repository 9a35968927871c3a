using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Comity.Iso20022.Codes;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Identifiers;

/// <summary>
/// A bank by its number in a national clearing system (<c>ClrSysMmbId</c>). Checked are the system's code, and the number's form where
/// <see cref="HasKnownForm"/>; of the rest only the schema's own rule, 1 to 35 characters.
/// </summary>
public sealed record ClearingMember
{
    private const int LongestNumber = 35;

    private static readonly FrozenDictionary<string, Rule> Rules = EmbeddedList
        .Rows("Lists/ClearingMembers")
        .ToFrozenDictionary(
            static row => row[0],
            static row => new Rule(
                int.Parse(row[1], CultureInfo.InvariantCulture),
                int.Parse(row[2], CultureInfo.InvariantCulture),
                row[3][0],
                row[4] == "aba"
            ),
            StringComparer.Ordinal
        );

    private ClearingMember(string system, string number) => (System, Number) = (system, number);

    /// <summary>The system's code: <c>USABA</c> (ExternalClearingSystemIdentification1Code).</summary>
    public string System { get; }

    /// <summary>The bank's number in the system: <c>021000021</c>.</summary>
    public string Number { get; }

    /// <summary>Whether the library knows how numbers of this system are built.</summary>
    public bool HasKnownForm => Rules.ContainsKey(System);

    /// <summary>The bank, or why there is none of that number.</summary>
    /// <param name="system">The system's code.</param>
    /// <param name="number">The bank's number.</param>
    /// <param name="value">The bank.</param>
    /// <param name="refusal">Why there is none; positions count the characters of the number.</param>
    public static bool TryParse(
        string system,
        string number,
        [NotNullWhen(true)] out ClearingMember? value,
        [NotNullWhen(false)] out IdentifierRefusal? refusal
    )
    {
        if (!ExternalCodes.ClearingSystemIdentification.Contains(system))
        {
            (value, refusal) = (
                null,
                Refuse(
                    system,
                    new IdentifierFault(IdentifierFaultKind.Country),
                    "a code of ExternalClearingSystemIdentification1Code",
                    "Name another system in ClrSysId/Prtry, as the payment's parties agreed."
                )
            );
            return false;
        }

        var rule = Rules.GetValueOrDefault(system, Rule.Any);
        refusal = rule.Examine(number) is { } fault
            ? Refuse(
                number,
                fault,
                rule.Allowed(system, fault, number),
                "Look the bank up in the clearing system's directory."
            )
            : null;
        value = refusal is null ? new ClearingMember(system, number) : null;
        return value is not null;
    }

    /// <summary>The system and the number: <c>USABA 021000021</c>.</summary>
    public override string ToString() => $"{System} {Number}";

    private static IdentifierRefusal Refuse(string found, IdentifierFault fault, string allowed, string advice) =>
        new(nameof(ClearingMember), ValueRefusal.Cut(found), fault, allowed, advice);

    private sealed record Rule(int Shortest, int Longest, char Kind, bool HasAbaCheckDigit)
    {
        public static Rule Any { get; } = new(1, LongestNumber, Kind: 'x', HasAbaCheckDigit: false);

        public IdentifierFault? Examine(ReadOnlySpan<char> number)
        {
            if (number.Length < Shortest || number.Length > Longest)
            {
                return new IdentifierFault(IdentifierFaultKind.Length);
            }

            for (var place = 0; Kind != 'x' && place < number.Length; place++)
            {
                if (!CharacterKind.Fits(Kind, number[place]))
                {
                    return new IdentifierFault(IdentifierFaultKind.Character, place + 1);
                }
            }

            return !HasAbaCheckDigit || AbaSum(number) % 10 == 0
                ? null
                : new IdentifierFault(IdentifierFaultKind.CheckDigits, number.Length);
        }

        public string Allowed(string system, IdentifierFault fault, string number) =>
            fault.Kind switch
            {
                IdentifierFaultKind.Length when Shortest == Longest =>
                    $"a length of {Longest} characters for {system} (not {number.Length})",
                IdentifierFaultKind.Length =>
                    $"a length of {Shortest} to {Longest} characters for {system} (not {number.Length})",
                IdentifierFaultKind.Character => $"{CharacterKind.InWords(Kind)} at position {fault.Position}",
                _ => "a routing number with the check digit that belongs to it",
            };

        // The American Bankers Association weighs the nine digits by 3, 7, 1 in turn.
        private static int AbaSum(ReadOnlySpan<char> number)
        {
            ReadOnlySpan<int> weights = [3, 7, 1];
            var sum = 0;
            for (var place = 0; place < number.Length; place++)
            {
                sum += (number[place] - '0') * weights[place % 3];
            }

            return sum;
        }
    }
}
