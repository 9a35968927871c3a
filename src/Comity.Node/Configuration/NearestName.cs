namespace Comity.Node.Configuration;

/// <summary>Finds the name that somebody most likely meant.</summary>
public static class NearestName
{
    /// <summary>
    /// The known name with the least Damerau-Levenshtein distance (optimal string alignment: insertions, deletions,
    /// substitutions, swaps of neighbours), where that is at most a third of the longer one's length.
    /// </summary>
    public static bool TryFind(string name, IEnumerable<string> known, out string nearest)
    {
        nearest = string.Empty;
        var least = int.MaxValue;
        foreach (var candidate in known)
        {
            var distance = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < least && distance <= Math.Max(1, Math.Max(name.Length, candidate.Length) / 3))
            {
                (least, nearest) = (distance, candidate);
            }
        }

        return least < int.MaxValue;
    }

    private static int Distance(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var row = 0; row <= left.Length; row++)
        {
            for (var column = 0; column <= right.Length; column++)
            {
                if (row == 0 || column == 0)
                {
                    table[row, column] = row + column;
                    continue;
                }

                var change = left[row - 1] == right[column - 1] ? 0 : 1;
                var best = Math.Min(table[row - 1, column] + 1, table[row, column - 1] + 1);
                best = Math.Min(best, table[row - 1, column - 1] + change);
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                {
                    best = Math.Min(best, table[row - 2, column - 2] + 1);
                }

                table[row, column] = best;
            }
        }

        return table[left.Length, right.Length];
    }
}
