using Comity.Node.Configuration;

namespace Comity.Node.Operating.Checks;

/// <summary>Looks whether a node would start and run well, without changing anything and without disturbing one that runs.</summary>
public static class NodeCheck
{
    /// <summary>Looks at everything.</summary>
    /// <param name="configuration">The node's configuration, which has no faults.</param>
    /// <returns>What was found: errors first.</returns>
    public static IReadOnlyList<Finding> Run(NodeConfiguration configuration)
    {
        var findings = new List<Finding>();
        var folder = FolderCheck.Run(configuration);
        findings.AddRange(folder.Findings);
        findings.AddRange(DiskCheck.Run(configuration));
        findings.AddRange(WitnessCheck.Run(configuration));
        findings.AddRange(ClockCheck.Run());
        findings.AddRange(PermissionCheck.Run(configuration));
        findings.AddRange(ReadModelCheck.Run(configuration));
        findings.AddRange(CertificateCheck.Run(configuration, configuration.Options.Time.GetUtcNow()));
        if (!folder.IsRunning)
        {
            findings.AddRange(AddressCheck.Run(configuration));
        }

        return [.. findings.OrderByDescending(static finding => finding.Severity)];
    }
}
