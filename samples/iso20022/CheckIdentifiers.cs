using Comity.Iso20022.Codes;
using Comity.Iso20022.Identifiers;

namespace Iso20022Sample;

/// <summary>Identifiers with their check digits, currencies and codes.</summary>
internal static class CheckIdentifiers
{
    public static void Run()
    {
        if (Iban.TryParsePrinted("GB82 WEST 1234 5698 7654 32", out var iban, out _))
        {
            Console.WriteLine(
                $"{iban}: bank {iban.BankIdentifier}, branch {iban.BranchIdentifier}, {iban.ToPrinted()}"
            );
        }

        if (!Iban.TryParse("GB83WEST12345698765432", out _, out var refusal))
        {
            Console.WriteLine($"{refusal.Fault.Kind}: {refusal}");
        }

        Console.WriteLine($"{Bic.From("COMYAEADXXX").CountryCode} {Bic.IsValid("COMYAEA")}");
        Console.WriteLine($"{Lei.IsValid("5493001KJTIIGC8Y1R12")} {Lei.IsValid("5493001KJTIIGC8Y1R13")}");

        var today = new DateOnly(2026, 11, 25);
        Console.WriteLine($"{Currencies.Check(10.5m, "JPY", today)}");
        Console.WriteLine($"{ExternalCodes.Find("ExternalPurpose1Code", "SALA", today)}");
    }
}
