namespace Comity.Netting.Optimum;

/// <summary>One instance being drawn: the random source and the world's size.</summary>
internal sealed class Draw(Random random, int instruments, int banks)
{
    public Random Random { get; } = random;

    public void Append(List<Dictionary<int, Int128>> queue, InstanceShape shape)
    {
        switch (shape)
        {
            case InstanceShape.RandomPairs:
                queue.Add(Payment(Bank(), Bank(), Currency(), Uniform()));
                break;
            case InstanceShape.Star:
                queue.Add(Payment(StarBank(), StarBank(), Currency(), Lognormal(1.2)));
                break;
            case InstanceShape.Rings:
                AppendRing(queue);
                break;
            case InstanceShape.HeavyTailed:
                queue.Add(Payment(Bank(), Bank(), Currency(), Random.Next(5) == 0 ? Pareto(1.1) : Lognormal(2)));
                break;
            case InstanceShape.PaymentVersusPayment:
                queue.Add(
                    Random.Next(5) == 0
                        ? Payment(Bank(), Bank(), Currency(), Lognormal(1.2))
                        : Exchange(Bank(), Bank(), Lognormal(1.2))
                );
                break;
            case InstanceShape.Linked:
                queue.Add(Chain(Lognormal(1.2)));
                break;
            case InstanceShape.RoundLots:
                queue.Add(Payment(Bank(), Bank(), Currency(), 10_000 * Random.Next(1, 21)));
                break;
            default:
                Append(queue, (InstanceShape)Random.Next((int)InstanceShape.Mixed));
                break;
        }
    }

    public void Shuffle(List<Dictionary<int, Int128>> queue)
    {
        for (var i = queue.Count - 1; i > 0; i--)
        {
            var j = Random.Next(i + 1);
            (queue[i], queue[j]) = (queue[j], queue[i]);
        }
    }

    /// <summary>Between nothing and twice the average share of what the position has to pay.</summary>
    public UInt128 Cover(UInt128 gross, int percent) =>
        (UInt128)((double)gross * percent / 100 * 2 * Random.NextDouble());

    private int Bank() => Random.Next(banks);

    private int StarBank() => Random.Next(10) < 6 ? Random.Next(Math.Max(2, banks / 8)) : Bank();

    private int Currency() => Random.Next(instruments);

    private double Uniform() => 1_000 + Random.NextDouble() * 99_000;

    private double Pareto(double index) => 5_000 * Math.Pow(1 - Random.NextDouble(), -1 / index);

    private double Lognormal(double sigma)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - Random.NextDouble())) * Math.Cos(2 * Math.PI * Random.NextDouble());
        return 20_000 * Math.Exp(sigma * normal);
    }

    private void AppendRing(List<Dictionary<int, Int128>> queue)
    {
        var currency = Currency();
        if (Random.Next(2) == 0)
        {
            queue.Add(Payment(Bank(), Bank(), currency, Uniform()));
            return;
        }

        var length = Random.Next(3, 9);
        var amount = Uniform();
        var first = Bank();
        var debtor = first;
        for (var i = 0; i < length; i++)
        {
            var creditor = i == length - 1 ? first : Bank();
            queue.Add(
                Payment(
                    debtor,
                    creditor,
                    currency,
                    Random.Next(2) == 0 ? amount : amount * (0.98 + 0.04 * Random.NextDouble())
                )
            );
            debtor = creditor;
        }
    }

    private Dictionary<int, Int128> Payment(int debtor, int creditor, int currency, double amount)
    {
        var movements = new Dictionary<int, Int128>();
        Move(movements, debtor, creditor, currency, amount);
        return movements;
    }

    private Dictionary<int, Int128> Exchange(int one, int other, double amount)
    {
        var sold = Currency();
        var bought = Random.Next(instruments - 1);
        var movements = Payment(one, other, sold, amount);
        Move(
            movements,
            other,
            one,
            bought >= sold ? bought + 1 : bought,
            amount * (0.999 + 0.002 * Random.NextDouble())
        );
        return movements;
    }

    private Dictionary<int, Int128> Chain(double amount)
    {
        var movements = new Dictionary<int, Int128>();
        var debtor = Bank();
        for (var legs = Random.Next(2, 5); legs > 0; legs--)
        {
            var creditor = Bank();
            Move(movements, debtor, creditor, Currency(), amount);
            debtor = creditor;
        }

        return movements;
    }

    private void Move(Dictionary<int, Int128> movements, int debtor, int creditor, int currency, double amount)
    {
        if (creditor == debtor)
        {
            creditor = (debtor + 1) % banks;
        }

        var minor = InstanceGenerator.InCurrency(amount, currency);
        Add(movements, (currency * banks) + debtor, -minor);
        Add(movements, (currency * banks) + creditor, minor);
    }

    private static void Add(Dictionary<int, Int128> movements, int position, Int128 delta)
    {
        var sum = movements.GetValueOrDefault(position) + delta;
        if (sum == 0)
        {
            movements.Remove(position);
        }
        else
        {
            movements[position] = sum;
        }
    }
}
