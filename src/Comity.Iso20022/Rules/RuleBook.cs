using Comity.Iso20022.Rules.Loading;

namespace Comity.Iso20022.Rules;

/// <summary>
/// Usage rules: what a market asks of messages beyond their schemas. <see cref="CbprPlus"/> comes with the library; a market's own is
/// loaded from a file in the same form, which docs/iso20022.md explains.
/// </summary>
public sealed class RuleBook
{
    private static readonly Lazy<RuleBook> LazyCbprPlus = new(LoadCbprPlus);

    internal RuleBook(
        string name,
        IReadOnlyList<RuleEdition> editions,
        IReadOnlyList<MessageUsage> usages,
        IReadOnlyList<UsageRule> rules
    )
    {
        Name = name;
        Editions = editions;
        Usages = usages;
        Rules = rules;
    }

    /// <summary>
    /// Cross-Border Payments and Reporting Plus: how ISO 20022 is used on Swift between correspondent banks, in the editions of
    /// November 2025 and 2026.
    /// </summary>
    public static RuleBook CbprPlus => LazyCbprPlus.Value;

    /// <summary>The book's name.</summary>
    public string Name { get; }

    /// <summary>Its editions, oldest first.</summary>
    public IReadOnlyList<RuleEdition> Editions { get; }

    /// <summary>The messages that it is about, and their ways of use.</summary>
    public IReadOnlyList<MessageUsage> Usages { get; }

    /// <summary>The rules, in the order of the file.</summary>
    public IReadOnlyList<UsageRule> Rules { get; }

    /// <summary>Reads a rule book. A bad one is a fault with its place, not an exception.</summary>
    /// <param name="text">JSON in UTF-8.</param>
    /// <param name="name">What to call the file in a fault.</param>
    public static RuleBookResult Load(ReadOnlyMemory<byte> text, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return RuleBookReader.Read([(name, text)], checksPaths: true);
    }

    /// <summary>
    /// Which use of its message this is: by the header's <c>BizSvc</c>, else by what only that use has, else the first that the book
    /// names. Nothing where the book is not about such messages.
    /// </summary>
    public MessageUsage? UsageOf(BusinessMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var candidates = Usages.Where(u => u.Message == message.Document.Type.Identifier).ToList();
        if (message.Header?.BizSvc?.Value is { } service)
        {
            var named = candidates
                .Where(u => u.Service.Length > 0 && service.StartsWith(u.Service, StringComparison.Ordinal))
                .MaxBy(u => u.Service.Length);
            if (named is not null)
            {
                return named;
            }
        }

        return candidates.Find(u => u.Mark is { } mark && RuleSet.Has(message, mark)) ?? candidates.FirstOrDefault();
    }

    /// <summary>The files of <see cref="CbprPlus"/>, in order of name.</summary>
    internal static IReadOnlyList<(string Name, ReadOnlyMemory<byte> Text)> CbprPlusFiles()
    {
        var assembly = typeof(RuleBook).Assembly;
        var files = new List<(string, ReadOnlyMemory<byte>)>();
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (resource.StartsWith("Rules/CbprPlus/", StringComparison.Ordinal))
            {
                using var stream = assembly.GetManifestResourceStream(resource)!;
                using var text = new MemoryStream();
                stream.CopyTo(text);
                files.Add((resource, text.ToArray()));
            }
        }

        return files;
    }

    // Whether its paths lead anywhere is for a test to say, once, and not for every start of every program.
    private static RuleBook LoadCbprPlus() =>
        RuleBookReader.Read(CbprPlusFiles(), checksPaths: false).TryGet(out var book, out var fault)
            ? book
            : throw new InvalidOperationException(fault.ToString());
}
