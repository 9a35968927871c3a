using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Comity.Iso20022.Components;
using Comity.Protocol.Identifiers;

namespace Comity.Gateway.Directory;

/// <summary>A bank's account on the ledger.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Identification">
/// How messages name it besides its address: an IBAN, or the bank's own number (<c>Othr/Id</c>); empty for none.
/// </param>
public sealed record DirectoryAccount(AccountAddress Address, string Identification = "");

/// <summary>A bank that can be paid.</summary>
/// <param name="Bic">Its business identifier code.</param>
/// <param name="Lei">Its legal entity identifier.</param>
/// <param name="Accounts">Its accounts; the first is paid where a message names none. At least one.</param>
public sealed record DirectoryBank(Bic Bic, Lei Lei, ImmutableArray<DirectoryAccount> Accounts);

/// <summary>Who is who on the network, and how many decimals each currency has.</summary>
public sealed class BankDirectory
{
    private readonly Dictionary<string, DirectoryBank> _byBic;
    private readonly Dictionary<Lei, DirectoryBank> _byLei;
    private readonly Dictionary<AccountAddress, DirectoryBank> _byAddress;
    private readonly Dictionary<string, AccountAddress> _byIdentification;

    /// <summary>Makes a directory.</summary>
    /// <param name="banks">The banks; each BIC, LEI and account once.</param>
    /// <param name="decimals">Decimals of each currency on the network.</param>
    /// <exception cref="ArgumentException">A BIC, an LEI or an account is there twice, or a bank has no account.</exception>
    public BankDirectory(IEnumerable<DirectoryBank> banks, IEnumerable<KeyValuePair<InstrumentId, int>> decimals)
    {
        Banks = [.. banks];
        Decimals = decimals.ToImmutableSortedDictionary();
        _byBic = Banks.ToDictionary(static bank => Branch(bank.Bic.ToString()), StringComparer.Ordinal);
        _byLei = Banks.ToDictionary(static bank => bank.Lei);
        var accounts = Banks
            .SelectMany(static bank => bank.Accounts, static (bank, account) => (bank, account))
            .ToList();
        _byAddress = accounts.ToDictionary(static pair => pair.account.Address, static pair => pair.bank);
        _byIdentification = accounts
            .Where(static pair => pair.account.Identification.Length > 0)
            .ToDictionary(
                static pair => pair.account.Identification,
                static pair => pair.account.Address,
                StringComparer.Ordinal
            );
        if (Banks.Any(static bank => bank.Accounts.IsEmpty))
        {
            throw new ArgumentException("A bank without an account cannot be paid.", nameof(banks));
        }
    }

    /// <summary>All banks.</summary>
    public ImmutableArray<DirectoryBank> Banks { get; }

    /// <summary>Decimals of each currency.</summary>
    public ImmutableSortedDictionary<InstrumentId, int> Decimals { get; }

    /// <summary>The bank that a message names, by BIC or, where there is none, by LEI.</summary>
    public bool TryFindBank(
        BranchAndFinancialInstitutionIdentification6? agent,
        [NotNullWhen(true)] out DirectoryBank? bank
    )
    {
        bank = null;
        return agent?.FinInstnId switch
        {
            { BICFI: { } bic } => _byBic.TryGetValue(Branch(bic.Value), out bank),
            { LEI: { } lei } => Lei.TryParse(lei.Value, out var parsed) && _byLei.TryGetValue(parsed, out bank),
            _ => false,
        };
    }

    /// <summary>Whose an account is.</summary>
    public bool TryFindOwner(AccountAddress account, [NotNullWhen(true)] out DirectoryBank? bank) =>
        _byAddress.TryGetValue(account, out bank);

    /// <summary>The ledger account that a message names: by its address, by IBAN or by another number.</summary>
    public bool TryFindAccount(CashAccount38? account, out AccountAddress address)
    {
        address = default;
        var text = account?.Id switch
        {
            AccountIdentification4Choice.IBAN iban => iban.Value.Value,
            AccountIdentification4Choice.Othr other => other.Value.Id.Value,
            _ => string.Empty,
        };
        return _byIdentification.TryGetValue(text, out address) || AccountAddress.TryParse(text, out address);
    }

    // Eight characters mean the head office: the same as eleven that end in XXX (ISO 9362).
    private static string Branch(string bic) => bic.Length == 8 ? bic + "XXX" : bic;
}
