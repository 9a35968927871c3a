using System.Net;
using Comity.Node.Access;
using Comity.Node.Access.Transport;
using Comity.Node.Access.Visibility;
using Comity.Node.Accounts;
using Comity.Node.Blocks;
using Comity.Node.Errors;
using Comity.Node.History;
using Comity.Node.Network;
using Comity.Node.Offers;
using Comity.Node.OpenApi;
using Comity.Node.Operating;
using Comity.Node.Paging;
using Comity.Node.Policies;
using Comity.Node.Proofs;
using Comity.Node.Queries;
using Comity.Node.ReadModel;
using Comity.Node.Rest;
using Comity.Node.Settlements;
using Comity.Node.Transactions;
using Comity.Node.Transactions.Preparing;
using Comity.Node.Views;
using Comity.Ordering.Embedded;
using Comity.Ordering.Engine;
using Comity.Ordering.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Hosting;

/// <summary>A running node: the embedded engine on its data folder, and the API in front of it.</summary>
public sealed class NodeHost : IAsyncDisposable
{
    /// <summary>Most bytes of one request: 10,000 transactions of ordinary size fit many times.</summary>
    public const int LargestRequest = 32 << 20;

    /// <summary>Most bytes of one answer: a block's events.</summary>
    public const int LargestResponse = 64 << 20;

    private readonly WebApplication _application;
    private readonly EmbeddedEngine _engine;
    private readonly ReadModelHost _readModel;
    private readonly bool _isSecure;
    private bool _disposed;

    private NodeHost(WebApplication application, EmbeddedEngine engine, ReadModelHost readModel, NodeOptions options)
    {
        (_application, _engine, _readModel) = (application, engine, readModel);
        (_isSecure, Address) = (options.Access.Tls is not null, AddressOf(application, options));
    }

    /// <summary>Where the API listens, with the real port.</summary>
    public IPEndPoint Address { get; }

    /// <summary>The same, as a client takes it.</summary>
    public Uri Uri => new($"{(_isSecure ? "https" : "http")}://{Address}");

    /// <summary>The engine, for checkpoints, archiving and what starting found.</summary>
    public EmbeddedEngine Engine => _engine;

    /// <summary>Ends when the engine has stopped: in good order, or faulted with what it could not go on from.</summary>
    public Task Stopped => _engine.Stopped;

    /// <summary>Starts a node. When this returns, it answers.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The data folder, its genesis or its log cannot be used, or the address is taken; the message says what to do.</exception>
    /// <exception cref="RootMismatchException">A block does not give the state that it gave when it was ordered.</exception>
    public static async Task<NodeHost> StartAsync(NodeOptions options, CancellationToken cancellation = default)
    {
        Listening.Check(options);
        var logging = NodeLogging.Create(options);
        EmbeddedEngine? engine = null;
        ReadModelHost? readModel = null;
        WebApplication? application = null;
        try
        {
            var logger = logging.CreateLogger("Comity.Node");
            // What is replayed now need not be replayed again for the read model.
            var window = new BlockWindow(Projector.MostEventsHeld);
            engine = EmbeddedEngine.Open(ToEngine(options), logger, window.Add);
            readModel = ReadModelHost.Start(options.ReadModel, engine, window, logger);
            var door = await AccessDoor.OpenAsync(options, engine, logging, cancellation);
            application = Build(options, logging, engine, readModel, door);
            await application.StartAsync(cancellation);
            return new NodeHost(application, engine, readModel, options);
        }
        catch
        {
            if (application is not null)
            {
                await application.DisposeAsync();
            }

            if (readModel is not null)
            {
                await readModel.DisposeAsync();
            }

            if (engine is not null)
            {
                await engine.DisposeAsync();
            }

            logging.Dispose();
            throw;
        }
    }

    /// <summary>Stops taking requests, orders what was taken in, and closes the data folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        // What comes from now on is told so at once; what was taken in is ordered and answered while callers are still there.
        _engine.StopTaking();
        await _application.StopAsync();
        await _engine.DisposeAsync();
        await _readModel.DisposeAsync();
        await _application.DisposeAsync();
    }

    private static EmbeddedEngineOptions ToEngine(NodeOptions options) =>
        new()
        {
            Folder = options.DataFolder,
            Genesis = options.Genesis,
            CheckpointEveryBlocks = options.CheckpointEveryBlocks,
            CheckpointEveryBytes = options.CheckpointEveryBytes,
            Verifiers = options.Verifiers,
            Witness = options.Operation.Witness,
            CheckpointsKept = options.Operation.CheckpointsKept,
            ArchiveFolder = options.Operation.ArchiveFolder,
            Log = new BlockLogOptions { SegmentBytes = options.Operation.SegmentBytes },
            Time = options.Time,
        };

    private static WebApplication Build(
        NodeOptions options,
        ILoggerFactory logging,
        EmbeddedEngine engine,
        ReadModelHost readModel,
        AccessDoor door
    )
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Configuration.Sources.Clear();
        builder.WebHost.ConfigureKestrel(kestrel =>
            Listening.Apply(kestrel, options, door, logging.CreateLogger("Comity.Node"))
        );
        // Disposed of with the application.
        builder.Services.AddSingleton(_ => door);
        builder.Services.AddSingleton(new Sights(door.Participants));
        builder.Services.AddSingleton<SettlementSight>();
        // An operator's signals are the program's to handle, not the host's.
        builder.Services.AddSingleton<Microsoft.Extensions.Hosting.IHostLifetime, NoLifetime>();
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host =>
            host.ShutdownTimeout = options.Operation.StopWithin
        );
        builder.Services.AddSingleton(logging);
        builder.Services.AddSingleton<IOrderingEngine>(engine);
        builder.Services.AddSingleton(_ => new OperationsService(engine, readModel, options));
        builder.Services.AddSingleton(readModel);
        builder.Services.AddSingleton(new HistoryReader(readModel, engine));
        builder.Services.AddSingleton(new LedgerReader(engine));
        var decimals = new Decimals(engine.Genesis);
        builder.Services.AddSingleton(decimals);
        builder.Services.AddSingleton(new Preparation(engine.Genesis, decimals, options.Time));
        builder.Services.AddSingleton(new PageCursor(Protocol.Genesis.NetworkGenesis.IdOf(engine.GenesisBytes.Span)));
        builder
            .Services.AddGrpc(static grpc =>
            {
                grpc.MaxReceiveMessageSize = LargestRequest;
                grpc.MaxSendMessageSize = LargestResponse;
                grpc.Interceptors.Add<FaultInterceptor>();
                grpc.Interceptors.Add<StoppingStreams>();
            })
            .AddJsonTranscoding(static rest =>
                // Details of errors are turned into JSON too, on the way to the problem that replaces them.
                rest.TypeRegistry = Google.Protobuf.Reflection.TypeRegistry.FromFiles(
                    Google.Rpc.ErrorDetailsReflection.Descriptor,
                    Protocol.Wire.TransactionsReflection.Descriptor
                )
            );
        NodeHealth.Add(builder.Services, options, engine, readModel);
        builder.Services.AddSingleton(_ => new NodeMetrics(engine, readModel, door.Limits));
        NodeTelemetry.Add(builder.Services, options);
        return Guard(builder.Build(), options, logging, door);
    }

    // Every request passes the doors in this order: REST's, so that whatever happens ends in an answer; routing; who calls; what is
    // wrong with the request.
    private static WebApplication Guard(
        WebApplication application,
        NodeOptions options,
        ILoggerFactory logging,
        AccessDoor door
    )
    {
        _ = application.Services.GetRequiredService<NodeMetrics>();
        RestDoor.Use(application, logging.CreateLogger("Comity.Node"));
        application.UseRouting();
        application.Services.GetRequiredService<AccessDoor>().GuardRequests(application);
        RestRequest.Use(application);
        Map(application, options);
        door.CheckRules(application);
        return application;
    }

    private static void Map(WebApplication application, NodeOptions options)
    {
        application.MapGrpcService<NetworkService>();
        application.MapGrpcService<TransactionsService>();
        application.MapGrpcService<SettlementsService>();
        application.MapGrpcService<AccountsService>();
        application.MapGrpcService<OffersService>();
        application.MapGrpcService<PoliciesService>();
        application.MapGrpcService<ProofsService>();
        application.MapGrpcService<BlocksService>();
        application.MapGrpcService<HistoryService>();
        application.MapGrpcService<OperationsService>();
        ApiPage.Map(application);
        NodeHealth.Map(application, options);
    }

    // Kestrel lists addresses in the order in which they were asked for.
    private static IPEndPoint AddressOf(WebApplication application, NodeOptions options)
    {
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return new IPEndPoint(options.Listen.Address, new Uri(addresses!.Addresses.First()).Port);
    }
}
