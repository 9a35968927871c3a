namespace Comity.Protocol.Refusals;

/// <summary>Whether sending again can help.</summary>
public enum RetryAdvice
{
    /// <summary>It will be refused again.</summary>
    Never,

    /// <summary>The same again may pass later.</summary>
    Later,

    /// <summary>The same again may pass once something else has changed.</summary>
    AfterChange,

    /// <summary>Only a new transaction can pass.</summary>
    NewTransaction,
}

/// <summary>What a refusal code means to a bank.</summary>
/// <param name="isoReason">ISO 20022 external status reason code.</param>
/// <param name="retry">Whether sending again can help.</param>
/// <param name="advice">What to do.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class RefusalAttribute(string isoReason, RetryAdvice retry, string advice) : Attribute
{
    /// <summary>ISO 20022 external status reason code.</summary>
    public string IsoReason { get; } = isoReason;

    /// <summary>Whether sending again can help.</summary>
    public RetryAdvice Retry { get; } = retry;

    /// <summary>What to do.</summary>
    public string Advice { get; } = advice;
}
