using Grpc.Core;

namespace Comity.Node.Errors;

/// <summary>How a call ends that has an error for an answer.</summary>
internal sealed class ApiFaultException(ApiFault fault) : RpcException(fault.ToStatus(), fault.ToTrailers())
{
    /// <summary>The error.</summary>
    public ApiFault Fault => fault;
}
