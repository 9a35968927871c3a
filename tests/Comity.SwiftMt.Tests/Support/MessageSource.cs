namespace Comity.SwiftMt.Tests.Support;

/// <summary>
/// Random messages in the form in which the translation writes them: output messages, with institutions by BIC and with what ISO 20022 asks
/// for. So they must come back from ISO 20022 as they were.
/// </summary>
internal sealed class MessageSource(int seed)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly string[] Countries = ["GB", "DE", "FR", "US", "ES", "FI", "BE"];
    private static readonly string[] Currencies = ["EUR", "USD", "GBP", "CHF"];

    private readonly Random random = new(seed);

    public string Next() =>
        random.Next(6) switch
        {
            0 or 1 => CustomerTransfer(),
            2 => InstitutionTransfer(covers: false),
            3 => InstitutionTransfer(covers: true),
            4 => Statement(),
            _ => Confirmation(),
        };

    private string CustomerTransfer()
    {
        var currency = Pick(Currencies);
        var amount = Amount();
        return Frame(
            103,
            Uetr(),
            $":20:{Reference()}",
            ":23B:CRED",
            $":32A:{Date()}{currency}{amount}",
            $":33B:{currency}{amount}",
            $":50{Customer('K')}",
            $":52A:{Bic()}",
            $":57A:{Bic()}",
            $":59{Customer(null)}",
            Maybe($":70:{Words(35)}"),
            $":71A:{Pick("OUR", "SHA")}",
            Maybe($":72:/INS/{Bic()}")
        );
    }

    private string InstitutionTransfer(bool covers) =>
        Frame(
            202,
            (covers ? "{119:COV}" : "") + Uetr(),
            $":20:{Reference()}",
            $":21:{Reference()}",
            $":32A:{Date()}{Pick(Currencies)}{Amount()}",
            $":52A:{Bic()}",
            Maybe($":56A:{Bic()}"),
            $":57A:{Bic()}",
            $":58A:{Maybe($"/{Account()}\r\n")}{Bic()}",
            Maybe($":72:/INS/{Bic()}"),
            covers ? $":50{Customer('K')}" : "",
            covers ? $":52A:{Bic()}" : "",
            covers ? $":57A:{Bic()}" : "",
            covers ? $":59{Customer(null)}" : ""
        );

    private string Statement()
    {
        var currency = Pick(Currencies);
        var lines = Enumerable
            .Range(0, random.Next(5))
            .Select(_ =>
                $":61:{Date()}{Pick("C", "D", "RC", "RD")}{Amount()}N{Pick("TRF", "CHG", "MSC")}{Reference()}{Maybe("//" + Reference())}"
                + Maybe($"\r\n:86:{Words(60)}")
            );
        return Frame(
            940,
            "",
            [
                $":20:{Reference()}",
                $":25:{Account()}",
                $":28C:{random.Next(1, 99999)}/{random.Next(1, 999)}",
                $":60{Pick("F", "M")}:{Pick("C", "D")}{Date()}{currency}{Amount()}",
                .. lines,
                $":62{Pick("F", "M")}:{Pick("C", "D")}{Date()}{currency}{Amount()}",
                Maybe($":64:{Pick("C", "D")}{Date()}{currency}{Amount()}"),
            ]
        );
    }

    private string Confirmation() =>
        random.Next(2) == 0
            ? Frame(
                900,
                "",
                $":20:{Reference()}",
                $":21:{Reference()}",
                $":25:{Account()}",
                $":32A:{Date()}{Pick(Currencies)}{Amount()}"
            )
            : Frame(
                910,
                "",
                $":20:{Reference()}",
                $":21:{Reference()}",
                $":25:{Account()}",
                $":32A:{Date()}{Pick(Currencies)}{Amount()}",
                $":52A:{Bic()}",
                Maybe($":56A:{Bic()}")
            );

    private string Frame(int type, string userHeader, params string[] fields) =>
        $"{{1:F01{Terminal()}0000000000}}{{2:O{type}1012261125{Terminal()}00000000002611251012N}}"
        + (userHeader.Length == 0 ? "" : $"{{3:{userHeader}}}")
        + "{4:\r\n"
        + string.Concat(fields.Where(static field => field.Length > 0).Select(static field => field + "\r\n"))
        + "-}";

    private string Customer(char? named) =>
        random.Next(2) == 0
            ? $"{named}:/{Account()}\r\n{Words(35)}\r\n{Words(35)}\r\n{Words(35)}"
            : $"F:/{Account()}\r\n1/{Words(33)}\r\n2/{Words(33)}\r\n3/{Pick(Countries)}/{Words(30)}";

    private string Uetr()
    {
        var digits = new byte[16];
        random.NextBytes(digits);
        var text = Convert.ToHexStringLower(digits);
        return $"{{121:{text[..8]}-{text[8..12]}-4{text[13..16]}-a{text[17..20]}-{text[20..]}}}";
    }

    private string Terminal() => Bic()[..8] + "XXXX";

    private string Bic() => Capitals(4) + Pick(Countries) + Capitals(2) + Maybe(Capitals(3));

    private string Capitals(int length) => new([.. Enumerable.Range(0, length).Select(_ => Letters[random.Next(26)])]);

    // A letter first, so that it is no code and no dummy; capitals and digits keep IBANs out.
    private string Reference() => "R" + Text(random.Next(1, 15));

    private string Account() => "Z" + Text(random.Next(3, 20));

    private string Words(int most)
    {
        var words = Text(random.Next(1, 9));
        while (words.Length < most && random.Next(6) > 0)
        {
            words += Pick(" ", ", ", ".", "-") + Text(random.Next(1, 9));
        }

        return (words.Length > most ? words[..most] : words).TrimEnd();
    }

    private string Text(int length) =>
        new([.. Enumerable.Range(0, length).Select(_ => Letters[random.Next(Letters.Length)])]);

    private string Date() => new DateTime(2026, 1, 1).AddDays(random.Next(700)).ToString("yyMMdd");

    private string Amount() =>
        $"{random.Next(1, 1_000_000)},{Pick("", $"{random.Next(1, 10)}", $"{random.Next(0, 10)}{random.Next(1, 10)}")}";

    private string Maybe(string text) => random.Next(2) == 0 ? text : "";

    private string Pick(params string[] of) => of[random.Next(of.Length)];
}
