namespace Comity.Ordering.Files;

/// <summary>An open file of an <see cref="IDisk"/>. Offsets and lengths are in bytes from the start of the file.</summary>
/// <remarks>Reading may happen on any thread while one thread writes.</remarks>
public interface IDiskFile : IDisposable
{
    /// <summary>The file's length, in bytes.</summary>
    long Length { get; }

    /// <summary>Reads as much of the destination as the file holds.</summary>
    /// <param name="destination">Where to read to.</param>
    /// <param name="offset">The first byte to read.</param>
    /// <returns>The bytes read: fewer than asked for only where the file ends.</returns>
    int Read(Span<byte> destination, long offset);

    /// <summary>Hands bytes to the operating system, lengthening the file where needed. Not durable until <see cref="Flush"/>.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="offset">Where the first of them goes.</param>
    /// <exception cref="DiskFullException">There is no space; part of the bytes may have been written.</exception>
    void Write(ReadOnlySpan<byte> source, long offset);

    /// <summary>Cuts or lengthens (with zeros) the file.</summary>
    /// <param name="length">The new length.</param>
    void SetLength(long length);

    /// <summary>Returns once the file's contents and length are on the disk.</summary>
    /// <exception cref="IOException">
    /// They may not be, and asking again would not tell: the operating system has forgotten which pages failed.
    /// </exception>
    void Flush();

    /// <summary>
    /// Lets the operating system forget its copy of what has been flushed, so that the next read comes from the disk.
    /// After a failed flush, the cache may hold pages that the disk never received.
    /// </summary>
    void DropCache();
}
