using Comity.Iso20022.Components;
using Comity.Iso20022.Identifiers;
using Comity.SwiftMt.Headers;

namespace Comity.SwiftMt.Translation.ToIso;

/// <summary>What a translation to ISO 20022 knows from the headers and the options.</summary>
internal sealed class IsoContext(MtHeaders headers, TranslationOptions options)
{
    private const string DummyTime = "9999-12-31T00:00:00+00:00";

    public Remarks Remarks { get; } = new();

    public Bic Sender => headers.Sender;

    public Bic Receiver => headers.Receiver;

    public Uetr? Uetr => headers.Uetr;

    /// <summary>The kind of gpi service in field 111, three digits.</summary>
    public string? ServiceType => headers.User?.ServiceType;

    /// <summary>The UETR, without which a payment cannot be translated.</summary>
    public UUIDv4Identifier RequiredUetr => Uetr?.Value ?? throw Remarks.Stop("T20087", "121", "no UETR");

    public ISODateTime CreationTime =>
        options.CreationTime is { } given ? given
        : headers.Application is ApplicationHeader.Output output
            ? ISODateTime.From($"{output.InputReference.Time:yyyy-MM-ddTHH:mm:ss}+00:00")
        : ISODateTime.From(DummyTime);

    /// <summary>The business application header (rules METAFCT003: from, to, identifier, service, time).</summary>
    public BusinessApplicationHeaderV02 Header(string reference, string message, string usage = "") =>
        new()
        {
            Fr = new Party44Choice.FIId(IsoAgents.Of(Sender)),
            To = new Party44Choice.FIId(IsoAgents.Of(Receiver)),
            BizMsgIdr = reference,
            MsgDefIdr = message,
            BizSvc = $"swift.cbprplus.{usage}{options.BusinessServiceVersion}",
            CreDt = CreationTime,
        };
}
