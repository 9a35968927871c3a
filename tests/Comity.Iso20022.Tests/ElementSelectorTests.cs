using Comity.Iso20022.Components;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Tests.Support;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Tests;

public sealed class ElementSelectorTests
{
    private static readonly BusinessMessage Sample = RoundTripTests.Read(
        File.ReadAllBytes(Repository.OwnSamples.Single(p => p.EndsWith("pacs.008.bare.xml", StringComparison.Ordinal)))
    );

    private static ElementSelector Below(string path) => new(Pacs00800108.Description, "FIToFICstmrCdtTrf/" + path);

    [Fact]
    public void A_path_finds_what_the_properties_hold()
    {
        var transfer = ((Pacs00800108)Sample.Document).FIToFICstmrCdtTrf.CdtTrfTxInf[0];

        Assert.Same(transfer.PmtId.EndToEndId, Below("CdtTrfTxInf/PmtId/EndToEndId").First(Sample.Document));
        Assert.Same(transfer.IntrBkSttlmAmt, Below("CdtTrfTxInf/IntrBkSttlmAmt").First(Sample.Document));
        Assert.Equal(ChargeBearerType1Code.SHAR, Below("CdtTrfTxInf/ChrgBr").First(Sample.Document));
    }

    [Fact]
    public void The_elements_that_a_message_may_hold_are_listed_with_paths_that_lead_to_them()
    {
        var places = Pacs00800108.Definition.FindElements().ToList();

        Assert.All(places, p => Assert.Same(p.Element, new ElementSelector(Pacs00800108.Description, p.Path).Element));
        Assert.Equal("FIToFICstmrCdtTrf", places[0].Path);
        // The first of the nearest places that a party has, though it may stand in many.
        Assert.Equal(
            "FIToFICstmrCdtTrf/CdtTrfTxInf/UltmtDbtr/PstlAdr/AdrLine",
            Assert.Single(places, static p => p.Element.Tag == "AdrLine").Path
        );
    }

    [Fact]
    public void A_path_goes_through_choices_and_stops_at_the_alternative_that_is_not_chosen()
    {
        var choice = new AccountIdentification4Choice.IBAN("AE070331234567890123456");

        Assert.Equal(choice.Value, new ElementSelector(AccountIdentification4Choice.Description, "IBAN").First(choice));
        Assert.Null(new ElementSelector(AccountIdentification4Choice.Description, "Othr/Id").First(choice));
    }

    [Fact]
    public void All_of_a_repeated_element_are_found_in_order()
    {
        var address = new PostalAddress24 { AdrLine = ["a", "b", "c"] };
        var found = new List<object>();

        new ElementSelector(PostalAddress24.Description, "AdrLine").All(address, found);

        Assert.Equal(address.AdrLine, found.Cast<Max70Text>().ToValueList());
    }

    [Fact]
    public void A_path_that_the_schema_does_not_have_is_refused_when_it_is_made() =>
        Assert.Throws<ArgumentException>(() => Below("CdtTrfTxInf/PmtId/Nonsense"));

    [Fact]
    public void A_component_of_another_type_is_refused() =>
        Assert.Throws<ArgumentException>(() => Below("GrpHdr/MsgId").First(new PostalAddress24()));

    [Fact]
    public void Selecting_the_first_allocates_nothing()
    {
        var selector = Below("CdtTrfTxInf/ChrgBr");
        selector.First(Sample.Document);
        var before = GC.GetAllocatedBytesForCurrentThread();

        selector.First(Sample.Document);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
