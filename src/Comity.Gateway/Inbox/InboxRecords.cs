using System.Collections.Immutable;
using Comity.Gateway.Mapping;
using Comity.Protocol.Cryptography;

namespace Comity.Gateway.Inbox;

/// <summary>What names a message: who sent it and what it calls itself.</summary>
/// <param name="Sender">BIC or LEI of the sender.</param>
/// <param name="MessageId">MsgId, or the assignment's Id.</param>
internal sealed record MessageKey(string Sender, string MessageId);

/// <summary>A message that is in the inbox.</summary>
/// <param name="Type">Its identifier, for example pacs.008.001.08.</param>
/// <param name="Content">SHA-256 of the file it came in.</param>
/// <param name="IsAnswered">Whether its outcomes are final for the message.</param>
internal sealed record InboxMessage(string Type, Hash256 Content, bool IsAnswered);

/// <summary>What became of one instruction, as it is kept.</summary>
/// <param name="References">How the message names it.</param>
/// <param name="Settlement">The settlement's UETR; empty where none was asked for.</param>
/// <param name="Outcome">What became of it.</param>
internal sealed record InstructionRecord(PaymentReferences References, string Settlement, InstructionOutcome Outcome);

/// <summary>A file for the outbox.</summary>
/// <param name="Name">Its name: the same for the same answer.</param>
/// <param name="Content">All of it.</param>
internal sealed record OutboxFile(string Name, byte[] Content);

/// <summary>An instruction that waits, with the message that it came in.</summary>
/// <param name="Key">The message.</param>
/// <param name="Type">The message's identifier.</param>
/// <param name="Position">Which instruction, from 0.</param>
/// <param name="Record">What is known of it.</param>
internal sealed record WaitingInstruction(MessageKey Key, string Type, int Position, InstructionRecord Record);

/// <summary>What a message's processing leaves behind, noted at once.</summary>
/// <param name="Instructions">One for each instruction, in order.</param>
/// <param name="Files">The answers.</param>
internal sealed record MessageAnswer(ImmutableArray<InstructionRecord> Instructions, ImmutableArray<OutboxFile> Files);
