using System.Diagnostics.CodeAnalysis;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Comity.Client.Keys.Pkcs11;

/// <summary>Sessions on tokens, logged in.</summary>
internal static class Pkcs11Session
{
    /// <summary>Opens a session on the token that a URI fits and logs in.</summary>
    public static bool TryOpen(
        Pkcs11Uri uri,
        SessionType type,
        PassphraseSource pins,
        [NotNullWhen(true)] out ISession? session,
        [NotNullWhen(false)] out string? failure
    )
    {
        session = null;
        failure = Pkcs11Module.FindToken(uri, out var slot);
        if (failure is not null)
        {
            return false;
        }

        var label = slot!.GetTokenInfo().Label.TrimEnd(' ', '\0');
        var source = uri.PinFile is { } file ? new FilePassphrase(file) : pins;
        if (!source.TryRead($"the PIN of token {label}", out var pin, out failure))
        {
            return false;
        }

        using (pin)
        {
            failure = LogIn(slot, type, pin, label, out session);
        }

        return session is not null;
    }

    private static string? LogIn(ISlot slot, SessionType type, Passphrase pin, string label, out ISession? session)
    {
        session = null;
        ISession? opened = null;
        try
        {
            opened = slot.OpenSession(type);
            // The library wants an array; it is the one copy, and it is overwritten.
            var bytes = pin.Bytes.ToArray();
            try
            {
                opened.Login(CKU.CKU_USER, bytes);
            }
            catch (Pkcs11Exception fault) when (fault.RV == CKR.CKR_USER_ALREADY_LOGGED_IN)
            {
                // A process logs in to a token once (PKCS #11 v3.0, section 5.6): another key on it is open already.
            }
            finally
            {
                System.Security.Cryptography.CryptographicOperations.ZeroMemory(bytes);
            }

            (session, opened) = (opened, null);
            return null;
        }
        catch (Pkcs11Exception fault)
        {
            return fault.RV switch
            {
                CKR.CKR_PIN_INCORRECT => $"the PIN of token {label} is wrong. Too many wrong ones lock it",
                CKR.CKR_PIN_LOCKED =>
                    $"token {label} is locked after too many wrong PINs; its security officer can set a new one",
                CKR.CKR_PIN_LEN_RANGE or CKR.CKR_PIN_INVALID =>
                    $"the PIN of token {label} has a length or characters that it never has",
                _ => $"token {label} does not let us in: {fault.RV}",
            };
        }
        finally
        {
            opened?.Dispose();
        }
    }
}
