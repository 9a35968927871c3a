namespace Comity.Gateway;

/// <summary>Points between which a crash must do no harm.</summary>
internal enum GatewayStep
{
    /// <summary>The message is noted in the inbox; nothing is sent.</summary>
    Received = 1,

    /// <summary>What is about to be sent is noted.</summary>
    Submitting = 2,

    /// <summary>The node has answered; nothing of it is noted.</summary>
    Submitted = 3,

    /// <summary>Outcomes and answers are noted; no file is written.</summary>
    Answered = 4,

    /// <summary>One file of the outbox is written, and not noted as written.</summary>
    FileWritten = 5,

    /// <summary>A block's notifications are noted; no file is written.</summary>
    Notified = 6,
}
