namespace Comity.Iso20022.Reading;

/// <summary>
/// Carries a failure out of the nested readers to <see cref="MessageReader"/>, which alone throws nothing: it returns the
/// failure. It never leaves the library.
/// </summary>
internal sealed class ReadRefusalException(ReadFailure failure) : Exception(failure.ToString())
{
    public ReadFailure Failure { get; } = failure;
}
