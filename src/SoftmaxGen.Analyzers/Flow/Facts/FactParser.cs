using System.Globalization;

namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>
/// Reads tables. A line is <c>Type.Method  Kind Shape  key=value …</c>: the type by its metadata name (<c>Outer+Inner`1</c>), the
/// method alone, with a number of parameters (<c>Max/1</c>) or with their simple type names (<c>Max(Double[])</c>); <c>#</c> begins
/// a comment. Operands are ordinals, or <c>this</c>. <c>{a,b}</c> in the first word stands for a line with each, and a line
/// <c>alias tf Some.Type</c> says what objects of a type are usually called.
/// </summary>
internal static class FactParser
{
    private static readonly char[] Blanks = [' ', '\t', '\r'];

    // What one line may stand for: {a,b}{a,b}… doubles with each pair.
    private const int MostAlternatives = 1000;

    /// <summary>The lines of a text; what cannot be read is told in <paramref name="errors"/> and left out.</summary>
    public static FactFile Parse(string text, string path, ICollection<FactError> errors)
    {
        List<FactLine> lines = [];
        List<(string, string)> aliases = [];
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            int comment = raw.IndexOf('#');
            string[] words = (comment < 0 ? raw : raw.Substring(0, comment)).Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                continue;
            if (words.Length == 3 && words[0] == "alias")
            {
                aliases.Add((words[1], words[2]));
                continue;
            }
            foreach (string method in Alternatives(words[0]).Take(MostAlternatives))
            {
                words[0] = method;
                string? error = Read(words, out FactLine? line);
                if (line is not null)
                    lines.Add(line);
                else
                    errors.Add(new(path, number, error!));
            }
        }
        return new(lines, aliases);
    }

    // {a,b}.{c,d} stands for a.c, a.d, b.c and b.d.
    private static IEnumerable<string> Alternatives(string word)
    {
        int open = word.IndexOf('{'), close = open < 0 ? -1 : word.IndexOf('}', open);
        return close < 0 ? [word]
            : word.Substring(open + 1, close - open - 1).Split(',')
                .SelectMany(choice => Alternatives(word.Substring(0, open) + choice + word.Substring(close + 1)));
    }

    private static string? Read(string[] words, out FactLine? line)
    {
        line = null;
        if (words.Length < 3)
            return $"'{string.Join(" ", words)}' is no line of a table, which is 'Type.Method Kind Shape' and may go on with 'key=value'";
        if (!Names.TryGetValue(words[1], out FunctionKind kind))
            return $"'{words[1]}' is no kind of function";
        if (!Enum.TryParse(words[2], out FunctionShape shape) || !Enum.IsDefined(typeof(FunctionShape), shape))
            return $"'{words[2]}' is no shape of function";
        if (!Fits(kind, shape))
            return $"'{words[1]}' has never the shape '{words[2]}'";
        string? error = Method(words[0], out string type, out string method, out int count, out string? parameters);
        if (error is not null)
            return error;
        FactLine result = new(type, method, count, parameters, new(kind, shape));
        foreach (string word in words.Skip(3))
        {
            FactLine? next = Option(result, word);
            if (next is null)
                return $"'{word}' is no option, or has no such value";
            result = next;
        }
        line = result with { Function = Defaults(result.Function) };
        return null;
    }

    private static bool Fits(FunctionKind kind, FunctionShape shape)
    {
        bool isLoss = kind is >= FunctionKind.NllLoss and <= FunctionKind.KlDivergence;
        bool isReduction = kind is >= FunctionKind.Sum and <= FunctionKind.Count;
        return shape switch
        {
            FunctionShape.Loss => isLoss,
            FunctionShape.Reduction => isReduction || kind is FunctionKind.Max or FunctionKind.Min or FunctionKind.Aggregate or FunctionKind.Any
                or FunctionKind.All or FunctionKind.First or FunctionKind.Last or FunctionKind.ElementAt,
            FunctionShape.Sequence => kind is >= FunctionKind.Select or FunctionKind.Identity,
            _ => !isLoss && !isReduction,
        };
    }

    private static string? Method(string word, out string type, out string method, out int count, out string? parameters)
    {
        (type, method, count, parameters) = ("", word, -1, null);
        int open = word.IndexOf('(');
        if (open >= 0)
        {
            if (!word.EndsWith(")", StringComparison.Ordinal))
                return $"'{word}' has no closing parenthesis";
            parameters = word.Substring(open + 1, word.Length - open - 2);
            count = parameters.Length == 0 ? 0 : parameters.Split(',').Length;
            method = word.Substring(0, open);
        }
        else if (word.IndexOf('/') is >= 0 and int slash)
        {
            if (!int.TryParse(word.Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out count))
                return $"'{word}' has no number of parameters after its slash";
            method = word.Substring(0, slash);
        }
        // A constructor is 'Type..ctor'.
        bool constructor = method.EndsWith("..ctor", StringComparison.Ordinal);
        int dot = constructor ? method.Length - 6 : method.LastIndexOf('.');
        if (dot > 0)
            (type, method) = (method.Substring(0, dot), method.Substring(dot + 1));
        return method.Length == 0 ? $"'{word}' names no method" : null;
    }

    private static FactLine? Option(FactLine line, string word)
    {
        int equal = word.IndexOf('=');
        string key = equal < 0 ? word : word.Substring(0, equal), value = equal < 0 ? "" : word.Substring(equal + 1);
        LibraryFunction f = line.Function;
        switch (key)
        {
            case "stable": return line with { Function = f with { IsStable = true } };
            case "flat": return line with { Function = f with { IsFlat = true } };
            case "nan-ignored": return line with { Function = f with { IgnoresNaN = true } };
            case "constructs": return line with { Function = f with { IsConstruction = true } };
            case "flag-about-target": return line with { Function = f with { FlagIsAboutTarget = true } };
            case "assembly" when value.Length > 0: return line with { Assembly = value };
            case "since" when Version.TryParse(value, out Version? version): return line with { Since = version };
            case "until" when Version.TryParse(value, out Version? version): return line with { Until = version };
            case "result" when Enum.TryParse(value, true, out ResultFit fit): return line with { Fit = fit };
        }
        if (Enum.TryParse(value, true, out ValueDomain domain) && !char.IsDigit(value[0]))
            return key switch
            {
                "expects" => line with { Function = f with { ExpectedDomain = domain } },
                "target-is" => line with { Function = f with { TargetDomain = domain } },
                "flag-means" => line with { Function = f with { FlagDomain = domain } },
                _ => null,
            };
        if (!Operand(value, out int operand))
            return null;
        LibraryFunction? changed = key switch
        {
            "in" => f with { Input = operand },
            "second" => f with { Second = operand },
            "third" => f with { Third = operand },
            "out" => f with { Destination = operand },
            "function" => f with { Function = operand },
            "result-function" => f with { ResultFunction = operand },
            "at" => f with { DestinationStart = operand },
            "seed" => f with { Seed = operand },
            "axis" => f with { Axis = operand },
            "base" => f with { BaseArgument = operand },
            "target" => f with { Target = operand },
            "flag" => f with { Flag = operand },
            _ => null,
        };
        return changed is null ? null : line with { Function = changed };
    }

    private static bool Operand(string text, out int operand)
    {
        operand = LibraryFunction.Receiver;
        return text == "this" || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out operand);
    }

    // The second operand stands after the first, and the target after the prediction, unless the line says otherwise.
    private static LibraryFunction Defaults(LibraryFunction f)
    {
        if (f.Second == LibraryFunction.Absent && (f.IsBinary || f.Kind is FunctionKind.Dot or FunctionKind.Distance or FunctionKind.Clamp or FunctionKind.Choose))
            f = f with { Second = f.Input + 1 };
        if (f.Third == LibraryFunction.Absent && f.Kind is (FunctionKind.Clamp or FunctionKind.Choose))
            f = f with { Third = f.Second + 1 };
        if (f.Target == LibraryFunction.Absent && f.IsLoss)
            f = f with { Target = f.Input + 1 };
        return f;
    }

    private static readonly Dictionary<string, FunctionKind> Names = Enum.GetValues(typeof(FunctionKind)).Cast<FunctionKind>()
        .Where(kind => kind != FunctionKind.None)
        .ToDictionary(kind => kind.ToString(), StringComparer.Ordinal);
}
