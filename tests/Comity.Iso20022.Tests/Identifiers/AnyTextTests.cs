using Comity.Iso20022.Identifiers;
using CsCheck;

namespace Comity.Iso20022.Tests.Identifiers;

/// <summary>Any text is answered, never thrown at; CsCheck prints the seed of a failure.</summary>
public sealed class AnyTextTests
{
    private static readonly string[] Right =
    [
        "GB82WEST12345698765432",
        "MT84MALT011000012345MTLCAST001S",
        "5493001KJTIIGC8Y1R12",
        "COMYAEADXXX",
        "US0378331005",
        "6a1f2c3d-4b5e-4f60-8a7b-9c0d1e2f3a4b",
        "X9J9K872S",
        "XNYS",
        "021000021",
    ];

    // Any characters at all, and right identifiers with one character changed to any other.
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String[0, 100],
        Gen.Char[" -/09AZazé٣\0\uD800"].Array[0, 40].Select(static symbols => new string(symbols)),
        from text in Gen.Int[0, Right.Length - 1].Select(static index => Right[index])
        from place in Gen.Int[0, text.Length - 1]
        from symbol in Gen.Char
        select text[..place] + symbol + text[(place + 1)..]
    );

    [Fact]
    public void Any_text_is_an_identifier_or_refused_with_a_reason() =>
        Texts.Sample(
            static text =>
            {
                Answer<Iban>(text);
                Answer<Bic>(text);
                Answer<Lei>(text);
                Answer<Isin>(text);
                Answer<Uetr>(text);
                Answer<Dti>(text);
                Answer<Mic>(text);
                AssertAnswered(Iban.TryParsePrinted(text, out var printed, out var why), printed, why);
                AssertAnswered(Iban.TryMake("GB", text, out var made, out why), made, why);
                AssertAnswered(Iban.TryMake(text, "WEST12345698765432", out made, out why), made, why);
                AssertAnswered(ClearingMember.TryParse("USABA", text, out var member, out why), member, why);
                AssertAnswered(ClearingMember.TryParse(text, text, out member, out why), member, why);
            },
            iter: 20_000
        );

    private static void AssertAnswered(bool isRight, object? value, IdentifierRefusal? refusal)
    {
        Assert.Equal(isRight, value is not null);
        Assert.Equal(isRight, refusal is null);
    }

    private static void Answer<T>(string text)
        where T : Identifier<T>, IIdentifier<T>
    {
        if (Identifier<T>.TryParse(text, out var value, out var refusal))
        {
            Assert.Equal(text, value.Value);
            Assert.True(Identifier<T>.IsValid(text));
            return;
        }

        Assert.Equal(typeof(T).Name, refusal.Type);
        Assert.InRange(refusal.Found.Length, 0, 81);
        Assert.InRange(refusal.Fault.Position, 0, text.Length);
        Assert.NotEmpty(refusal.ToString());
        Assert.False(Identifier<T>.IsValid(text));
        Assert.False(Identifier<T>.Check(text).TryGet(out _));
    }

    [Fact]
    public void Validating_allocates_nothing()
    {
        Assert.All(Right, static text => Assert.True(IsAny(text)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
        {
            foreach (var text in Right)
            {
                IsAny(text);
            }
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);

        static bool IsAny(string text) =>
            Iban.IsValid(text)
            | Bic.IsValid(text)
            | Lei.IsValid(text)
            | Isin.IsValid(text)
            | Uetr.IsValid(text)
            | Dti.IsValid(text)
            | Mic.IsValid(text)
            | text is "021000021";
    }
}
