// What one does with ISO 20022 messages, a step in each file. All steps, or those that are named:
//
//   dotnet run
//   dotnet run -- ReadPayment UsageRules
using Iso20022Sample;

(string Name, Action Run)[] steps =
[
    (nameof(ReadPayment), ReadPayment.Run),
    (nameof(FirstError), FirstError.Run),
    (nameof(UsageRules), UsageRules.Run),
    (nameof(WritePayment), WritePayment.Run),
    (nameof(AnswerPayment), AnswerPayment.Run),
    (nameof(ConvertVersion), ConvertVersion.Run),
    (nameof(ReadBatch), ReadBatch.Run),
    (nameof(TranslateMt), TranslateMt.Run),
    (nameof(CheckIdentifiers), CheckIdentifiers.Run),
    (nameof(TestMessages), TestMessages.Run),
];

foreach (var (name, run) in steps.Where(step => args.Length == 0 || args.Contains(step.Name)))
{
    Console.WriteLine($"--- {name}");
    run();
}
