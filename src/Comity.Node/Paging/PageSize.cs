using Comity.Node.Queries;

namespace Comity.Node.Paging;

/// <summary>How many elements a page has.</summary>
internal static class PageSize
{
    /// <summary>Where the caller does not say.</summary>
    public const int Usual = 100;

    /// <summary>The most.</summary>
    public const int Largest = 1_000;

    /// <summary>Reads what the caller asks for.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: more than the most.</exception>
    public static int Read(uint asked) =>
        asked <= Largest
            ? asked == 0
                ? Usual
                : (int)asked
            : throw Requests.Invalid("page_size", $"is {asked}; 1 to {Largest} are allowed, 0 stands for {Usual}");
}
