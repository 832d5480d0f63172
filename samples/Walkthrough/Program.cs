using System.Text;
using System.Text.Json;
using Spectre.Console;
using Walkthrough;

Console.OutputEncoding = Encoding.UTF8;
AnsiConsole.Profile.Capabilities.Ansi &= !Console.IsOutputRedirected; // a file gets plain text

string path = Path.Combine(AppContext.BaseDirectory, "seeds.json");
using JsonDocument seeds = JsonDocument.Parse(File.ReadAllText(path));
Dictionary<string, JsonElement> cases = seeds.RootElement.GetProperty("cases")
    .EnumerateArray()
    .ToDictionary(seed => seed.GetProperty("name").GetString()!);

var tally = new Tally();
SoftTarget.Show(cases["soft-target-loss"], tally);
ForwardAndBackward.Show(cases["softmax-forward-jacobian-backward"], tally);
OneHotBatch.Show(cases["one-hot-batch-mean"], tally);
EachClass.Show(cases["one-hot-each-class"], tally);
IndexBatch.Show(cases["index-batch-mean"], tally);
LinearLayer.Show(cases["linear-softmax-classifier"]);

AnsiConsole.MarkupLine(tally.Summary);
return tally.AllHold ? 0 : 1;
