using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Comity.Protocol.Keys;
using Comity.Protocol.Transactions;
using Google.Protobuf;

namespace Comity.Client.Drafts;

/// <summary>
/// A transaction on its way between its signers, as a file: JSON with the bytes that are signed, and the signatures so far. It holds
/// no secret. Every signature in it is checked when it is read, so a changed body or signature is noticed whoever changed it.
/// </summary>
public static class DraftFile
{
    private const string FormatName = "comity-draft-1";

    // A body of a mebibyte in Base64, and sixteen signatures.
    private const int Largest = 2 << 20;

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a draft, whole or not at all; over an older one of the same path.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, TransactionDraft draft)
    {
        var content = new Content(
            FormatName,
            draft.Id.ToString(),
            Convert.ToBase64String(draft.Body.Span),
            [
                .. draft.Signatures.Select(static each => new SignaturePart(
                    each.Signer.ToString(),
                    Convert.ToHexStringLower(each.Signature.Span)
                )),
            ]
        );
        var temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            File.WriteAllBytes(temporary, [.. JsonSerializer.SerializeToUtf8Bytes(content, Format), (byte)'\n']);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Reads a draft and checks every signature in it.</summary>
    /// <param name="path">Where.</param>
    /// <param name="draft">The draft with its signatures.</param>
    /// <param name="transaction">What it says.</param>
    /// <param name="failure">What is wrong and what to do.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool TryRead(
        string path,
        [NotNullWhen(true)] out TransactionDraft? draft,
        [NotNullWhen(true)] out Transaction? transaction,
        [NotNullWhen(false)] out string? failure
    )
    {
        (draft, transaction) = (null, null);
        failure = !File.Exists(path) ? $"there is no file {path}." : null;
        failure ??=
            new FileInfo(path).Length > Largest ? $"{path}: is no draft: it has more than {Largest} bytes." : null;
        if (failure is not null)
        {
            return false;
        }

        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), Format);
            failure = content is null ? "is empty" : Read(content, out draft, out transaction);
        }
        catch (JsonException fault)
        {
            failure = $"is no draft: {fault.Message}";
        }

        failure = failure is null ? null : $"{path}: {failure}";
        draft = failure is null ? draft : null;
        return draft is not null && transaction is not null;
    }

    private static string? Read(Content content, out TransactionDraft? draft, out Transaction? transaction)
    {
        (draft, transaction) = (null, null);
        if (content.Format != FormatName)
        {
            return $"format '{content.Format}' is not known; this program reads {FormatName}";
        }

        var body = new byte[content.Body.Length];
        if (!Convert.TryFromBase64String(content.Body, body, out var length))
        {
            return "body is not Base64";
        }

        if (
            !TransactionDraft.TryRead(
                ByteString.CopyFrom(body.AsSpan(0, length)),
                out draft,
                out transaction,
                out var fault
            )
        )
        {
            return $"body: {fault}";
        }

        if (draft.Id.ToString() != content.Transaction)
        {
            return "the body is not that of the transaction that the file names: it was changed on the way. Ask for a fresh copy";
        }

        foreach (var part in content.Signatures)
        {
            if (Add(draft, part) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static string? Add(TransactionDraft draft, SignaturePart part)
    {
        if (!PublicKey.TryParse(part.Signer, out var signer) || !draft.Signers.Contains(signer))
        {
            return $"signatures: '{part.Signer}' is none of the signers that the body names";
        }

        var signature = new byte[part.Signature.Length / 2];
        var isHex =
            Convert.FromHexString(part.Signature, signature, out _, out _) == System.Buffers.OperationStatus.Done;
        return isHex && draft.TryAdd(signer, signature)
            ? null
            : $"signatures: that of {signer} is not over this body: one of them was changed on the way";
    }

    private sealed record Content(
        string Format,
        string Transaction,
        string Body,
        IReadOnlyList<SignaturePart> Signatures
    );

    private sealed record SignaturePart(string Signer, string Signature);
}
