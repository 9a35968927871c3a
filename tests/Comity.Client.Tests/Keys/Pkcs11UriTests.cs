using Comity.Client.Keys.Pkcs11;

namespace Comity.Client.Tests.Keys;

public sealed class Pkcs11UriTests
{
    [Fact]
    public void Everything_that_is_understood_is_read_and_written()
    {
        const string Text =
            "pkcs11:token=The%20bank;manufacturer=Maker;model=v2;serial=00a1;slot-id=7;object=pay%3bmain;id=%01%ff"
            + "?module-path=/usr/lib/p11.so&pin-source=file:/etc/pin";

        Assert.True(Pkcs11Uri.TryParse(Text, out var uri, out var failure), failure);

        Assert.Equal(
            new Pkcs11Uri("The bank", "Maker", "v2", "00a1", 7, "pay;main", "01ff", "/usr/lib/p11.so", "file:/etc/pin"),
            uri
        );
        Assert.Equal(Text, uri.ToString());
        Assert.Equal("/etc/pin", uri.PinFile);
    }

    [Theory]
    [InlineData("pkcs11:object=a;type=private", "")]
    [InlineData("pkcs11:object=a?pin-source=/etc/pin", "/etc/pin")]
    [InlineData("pkcs11:object=a?pin-source=file:///etc/pin", "/etc/pin")]
    public void A_pin_file_has_the_forms_that_RFC_7512_shows(string text, string file)
    {
        Assert.True(Pkcs11Uri.TryParse(text, out var uri, out var failure), failure);
        Assert.Equal(file, uri.PinFile ?? "");
    }

    [Theory]
    [InlineData("file:bank.key", "does not begin")]
    [InlineData("pkcs11:token=bank", "names no key")]
    [InlineData("pkcs11:object=a;object=b", "twice")]
    [InlineData("pkcs11:object", "not name=value")]
    [InlineData("pkcs11:object=a%2", "two hexadecimal digits")]
    [InlineData("pkcs11:object=a%zz", "two hexadecimal digits")]
    [InlineData("pkcs11:object=a;slot-id=x", "not a number")]
    [InlineData("pkcs11:object=a;type=cert", "type=private")]
    [InlineData("pkcs11:object=a;x-vendor=1", "not understood")]
    [InlineData("pkcs11:object=a?pin-value=1234", "pin-source")]
    [InlineData("pkcs11:object=a?pin-source=%7Ccat", "not a file")]
    [InlineData("pkcs11:object=a?max-sessions=1", "not understood")]
    public void What_is_wrong_is_said(string text, string word)
    {
        Assert.False(Pkcs11Uri.TryParse(text, out _, out var failure));
        Assert.Contains(word, failure, StringComparison.Ordinal);
    }
}
