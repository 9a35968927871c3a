using System.Text;

namespace Comity.Iso20022.Generation;

/// <summary>Random text that matches a pattern of the notation that ISO 20022 schemas use.</summary>
internal sealed class PatternText(string pattern, Random random)
{
    private int at;

    public static string Matching(string pattern, Random random) => new PatternText(pattern, random).Alternatives();

    private string Alternatives()
    {
        var all = new List<string> { Sequence() };
        while (at < pattern.Length && pattern[at] == '|')
        {
            at++;
            all.Add(Sequence());
        }

        return all[random.Next(all.Count)];
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            var start = at;
            var first = Atom();
            var (least, most) = Count();
            var end = at;
            var times = random.Next(least, most + 1);
            for (var i = 0; i < times; i++)
            {
                at = start;
                text.Append(i == 0 ? first : Atom());
            }

            at = end;
        }

        return text.ToString();
    }

    private string Atom()
    {
        switch (pattern[at++])
        {
            case '[':
                return Class();
            case '(':
                var inner = Alternatives();
                at++;
                return inner;
            case '\\':
                return pattern[at++].ToString();
            default:
                return pattern[at - 1].ToString();
        }
    }

    private string Class()
    {
        var choices = new StringBuilder();
        while (pattern[at] != ']')
        {
            var from = pattern[at] == '\\' ? pattern[++at] : pattern[at];
            at++;
            if (pattern[at] == '-' && pattern[at + 1] != ']')
            {
                for (var c = from; c <= pattern[at + 1]; c++)
                {
                    choices.Append(c);
                }

                at += 2;
            }
            else
            {
                choices.Append(from);
            }
        }

        at++;
        return choices[random.Next(choices.Length)].ToString();
    }

    private (int Least, int Most) Count()
    {
        if (at < pattern.Length && pattern[at] == '+')
        {
            at++;
            return (1, 4);
        }

        if (at == pattern.Length || pattern[at] != '{')
        {
            return (1, 1);
        }

        var end = pattern.IndexOf('}', at);
        var bounds = pattern[(at + 1)..end].Split(',').Select(int.Parse).ToArray();
        at = end + 1;
        return (bounds[0], bounds[^1]);
    }
}
