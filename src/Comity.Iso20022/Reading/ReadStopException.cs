namespace Comity.Iso20022.Reading;

/// <summary>
/// Ends the reading from within the nested readers, once there are as many failures as were asked for, or one after which
/// nothing more can be said. It carries nothing, and never leaves the library.
/// </summary>
internal sealed class ReadStopException : Exception;
