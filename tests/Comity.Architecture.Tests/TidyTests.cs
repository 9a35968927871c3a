using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Comity.Architecture.Tests;

/// <summary>House rules that a program can hold. The lists of exceptions only shrink.</summary>
public sealed class TidyTests
{
    private const int LongestFile = 400;
    private const int LongestMethod = 70;

    private static readonly string[] LongFiles = [];

    private static readonly string[] LongMethods =
    [
        // One line for each kind of operation.
        "src/Comity.Protocol/Transactions/TransactionDecoder.cs: ReadOperation",
    ];

    [Fact]
    public void No_file_is_two_ideas()
    {
        var found = Repository
            .SourceFiles("src", "tests", "bench", "tools")
            .Where(static file => File.ReadLines(file).Count() > LongestFile)
            .Select(Repository.Relative);
        Assert.Equal(LongFiles, found);
    }

    [Fact]
    public void Methods_fit_on_a_screen()
    {
        var found = Repository
            .SourceFiles("src")
            .SelectMany(static file =>
                CSharpSyntaxTree
                    .ParseText(File.ReadAllText(file))
                    .GetRoot()
                    .DescendantNodes()
                    .OfType<MethodDeclarationSyntax>()
                    .Where(static method =>
                    {
                        var lines = method.SyntaxTree.GetLineSpan(method.Span);
                        return lines.EndLinePosition.Line - lines.StartLinePosition.Line >= LongestMethod;
                    })
                    .Select(method => $"{Repository.Relative(file)}: {method.Identifier.Text}")
            );
        Assert.Empty(found.Except(LongMethods));
    }

    [Fact]
    public void Nothing_is_unfinished_by_its_own_words()
    {
        // Put together here so that this file does not find itself.
        string[] words = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];
        var found = Repository
            .SourceFiles("src", "tests", "bench", "tools")
            .Where(file =>
            {
                var text = File.ReadAllText(file);
                return words.Any(word => text.Contains(word, StringComparison.Ordinal));
            })
            .Select(Repository.Relative);
        Assert.Empty(found);
    }
}
