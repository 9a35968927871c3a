using Comity.Iso20022.Values;

namespace Comity.SwiftMt.Translation;

/// <summary>Collects remarks while a message is translated.</summary>
internal sealed class Remarks
{
    private readonly List<TranslationRemark> all = [];

    public ValueList<TranslationRemark> All => all.ToValueList();

    public void Missing(string source, string lost, string code = TranslationCodes.Missing) =>
        Add(code, TranslationEffect.Missing, source, lost);

    public void Truncated(string source, string lost) =>
        Add(TranslationCodes.Truncated, TranslationEffect.Truncated, source, lost);

    public void Changed(string source, string lost, string code) => Add(code, TranslationEffect.Changed, source, lost);

    public void Replaced(string source, string lost, string code = TranslationCodes.Replaced) =>
        Add(code, TranslationEffect.Replaced, source, lost);

    /// <summary>Ends the translation.</summary>
    public TranslationStop Stop(string code, string source, string found)
    {
        Add(code, TranslationEffect.Stopped, source, found);
        return new TranslationStop();
    }

    private void Add(string code, TranslationEffect effect, string source, string lost) =>
        all.Add(new TranslationRemark(code, effect, source, lost));
}

/// <summary>Carries a stop out of a translation; never leaves it. The reason is the last remark.</summary>
internal sealed class TranslationStop : Exception;
