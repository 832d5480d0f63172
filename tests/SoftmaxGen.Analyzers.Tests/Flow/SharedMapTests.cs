using SoftmaxGen.Analyzers.Flow;

namespace SoftmaxGen.Analyzers.Tests.Flow;

/// <summary>A shared map is a dictionary, whatever was copied from whatever in between.</summary>
public sealed class SharedMapTests
{
    [Fact]
    public void HoldsWhatADictionaryWouldHold()
    {
        var random = new Random(1);
        List<(SharedMap<int, int> Map, List<KeyValuePair<int, int>> Model)> all = [(new(), [])];
        for (int step = 0; step < 4000; step++)
        {
            int at = random.Next(all.Count), key = random.Next(60);
            (SharedMap<int, int> map, List<KeyValuePair<int, int>> model) = all[at];
            int known = model.FindIndex(entry => entry.Key == key);
            switch (random.Next(10))
            {
                case 0 when all.Count < 12:
                    all.Add((map.Copy(), [.. model]));
                    break;
                case 1:
                    map.Remove(key);
                    if (known >= 0)
                        model.RemoveAt(known);
                    break;
                default:
                    map[key] = step;
                    if (known >= 0)
                        model[known] = new(key, step);
                    else
                        model.Add(new(key, step));
                    break;
            }
            // All of them: what is written to one must not be seen in another. The order is that of a dictionary, too.
            foreach ((SharedMap<int, int> each, List<KeyValuePair<int, int>> expected) in all)
                Assert.Equal(expected, each);
            Assert.Equal(model.Count, map.Count);
            Assert.Equal(model.Exists(entry => entry.Key == key), map.ContainsKey(key));
            Assert.Equal(model.Exists(entry => entry.Key == key), map.TryGetValue(key, out int value) && model.Contains(new(key, value)));
        }
    }

    [Fact]
    public void KnowsWhatWasWrittenSinceItWasCopied()
    {
        var map = new SharedMap<string, int>();
        for (int i = 0; i < 100; i++)
            map["k" + i] = i;
        SharedMap<string, int> first = map.Copy();
        first["more"] = 1;
        SharedMap<string, int> a = first.Copy(), b = first.Copy();
        Assert.True(a.IsCopyOf(b));
        a["k3"] = 30;
        b["new"] = 2;
        Assert.False(a.IsCopyOf(b));
        Assert.True(a.IsRelatedTo(b));
        Assert.Contains(new("k3", 30), a.Unlike(b));
        Assert.Contains(new("new", 2), b.Unlike(a));
        Assert.True(a.Unlike(b).Count() < 5);
        Assert.Equal(3, b["k3"]);
        Assert.Throws<KeyNotFoundException>(() => a["new"]);
    }
}
