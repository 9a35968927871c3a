using Comity.Cli.Commands;

return await CommandTree.RunAsync(args);
