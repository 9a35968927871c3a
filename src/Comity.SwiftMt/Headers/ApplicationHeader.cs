using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Headers;

/// <summary>How urgent a message is on the network.</summary>
public enum MtPriority
{
    /// <summary>System.</summary>
    S,

    /// <summary>Urgent.</summary>
    U,

    /// <summary>Normal.</summary>
    N,
}

/// <summary>Block 2, the application header: of a message on its way in, to the network, or out, to its receiver.</summary>
public abstract record ApplicationHeader
{
    private ApplicationHeader(int messageType) => MessageType = BasicHeader.Within(messageType, 999, "message type");

    /// <summary>The message's number: 103.</summary>
    public int MessageType { get; }

    /// <summary>Of an input message: I3!n, the receiver, 1!a[1!n][3!n].</summary>
    public sealed record Input : ApplicationHeader
    {
        /// <summary>A header of normal priority.</summary>
        /// <param name="messageType">The message's number.</param>
        /// <param name="receiver">Where it goes.</param>
        public Input(int messageType, LogicalTerminal receiver)
            : base(messageType) => Receiver = receiver;

        /// <summary>Where it goes.</summary>
        public LogicalTerminal Receiver { get; }

        /// <summary>The priority.</summary>
        public MtPriority Priority { get; init; } = MtPriority.N;

        /// <summary>1 or 3 to be warned of non-delivery, 2 or 3 to be told of delivery; null for neither.</summary>
        public int? DeliveryMonitoring
        {
            get;
            init =>
                field = value is null or (>= 1 and <= 3)
                    ? value
                    : throw FieldException.In("delivery monitoring", $"{value}", "1, 2 or 3", null);
        }

        /// <summary>When to warn of non-delivery, in units of five minutes, 1 to 999; only after <see cref="DeliveryMonitoring"/>.</summary>
        public int? ObsolescencePeriod
        {
            get;
            init => field = value is { } given ? BasicHeader.Within(given, 999, "obsolescence period") : null;
        }

        /// <inheritdoc/>
        public override string ToString() =>
            $"I{MessageType:000}{Receiver}{Priority}{DeliveryMonitoring}"
            + (DeliveryMonitoring is null ? "" : $"{ObsolescencePeriod:000}");
    }

    /// <summary>Of an output message: O3!n4!n, the reference of the input, 6!n4!n[1!a].</summary>
    public sealed record Output : ApplicationHeader
    {
        /// <summary>A header of an output message.</summary>
        /// <param name="messageType">The message's number.</param>
        /// <param name="input">When and by whom it was sent.</param>
        /// <param name="outputTime">When it was delivered, local time of the receiver, in whole minutes.</param>
        public Output(int messageType, MessageInputReference input, DateTime outputTime)
            : base(messageType)
        {
            InputReference = input;
            OutputTime = outputTime;
        }

        /// <summary>When and by whom it was sent.</summary>
        public MessageInputReference InputReference { get; }

        /// <summary>When it was delivered.</summary>
        public DateTime OutputTime { get; }

        /// <summary>The priority, where given.</summary>
        public MtPriority? Priority { get; init; }

        /// <inheritdoc/>
        public override string ToString() =>
            $"O{MessageType:000}{InputReference.Time:HHmm}{InputReference}{OutputTime:yyMMddHHmm}{Priority}";
    }

    internal static ApplicationHeader Read(string content)
    {
        var line = new LineReader(content, 1);
        var direction = line.Fixed(1, CharacterSet.A, "direction");
        var type = int.Parse(line.Fixed(3, CharacterSet.N, "message type"));
        return direction switch
        {
            "I" => ReadInput(line, type),
            "O" => ReadOutput(line, type),
            _ => throw line.RefuseBack(4, "direction", direction, "I or O", null),
        };
    }

    private static Input ReadInput(LineReader line, int type)
    {
        var receiver = LogicalTerminal.Read(line);
        var priority = ReadPriority(line);
        int? monitoring = line.AtEnd ? null : int.Parse(line.Fixed(1, CharacterSet.N, "delivery monitoring"));
        int? obsolescence = line.AtEnd ? null : int.Parse(line.Fixed(3, CharacterSet.N, "obsolescence period"));
        line.End("application header");
        return new Input(type, receiver)
        {
            Priority = priority,
            DeliveryMonitoring = monitoring,
            ObsolescencePeriod = obsolescence,
        };
    }

    private static Output ReadOutput(LineReader line, int type)
    {
        var inputTime = line.Time("input time");
        var inputDate = line.Date("input date");
        var sender = LogicalTerminal.Read(line);
        var session = int.Parse(line.Fixed(4, CharacterSet.N, "session"));
        var sequence = int.Parse(line.Fixed(6, CharacterSet.N, "sequence"));
        var outputDate = line.Date("output date");
        var outputTime = line.Time("output time");
        MtPriority? priority = line.AtEnd ? null : ReadPriority(line);
        line.End("application header");
        var input = new MessageInputReference(sender, inputDate.ToDateTime(inputTime), session, sequence);
        return new Output(type, input, outputDate.ToDateTime(outputTime)) { Priority = priority };
    }

    private static MtPriority ReadPriority(LineReader line)
    {
        var letter = line.Fixed(1, CharacterSet.A, "priority");
        return Enum.TryParse<MtPriority>(letter, out var priority)
            ? priority
            : throw line.RefuseBack(1, "priority", letter, "S, U or N", null);
    }
}
