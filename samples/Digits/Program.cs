using System.Text;
using Digits;
using Spectre.Console;

const double RequiredAccuracy = 0.96;

Console.OutputEncoding = Encoding.UTF8;
AnsiConsole.Profile.Capabilities.Ansi &= !Console.IsOutputRedirected; // a file gets plain text

Digit[] digits;
try
{
    digits = DigitData.Read(args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "digits.csv"));
}
catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 2;
}

// Every fifth digit, from the first, is held out: the classifier never learns from it.
Digit[] heldOut = digits.Where((_, i) => i % 5 == 0).ToArray();
Digit[] training = digits.Where((_, i) => i % 5 != 0).ToArray();

var classifier = new LinearClassifier();
(float[] losses, TimeSpan time) = Report.WithProgress(
    $"training on {training.Length} digits", progress => Training.Run(classifier, training, progress));

Reading[] readings = classifier.Read(heldOut);
double accuracy = readings.Count(reading => reading.IsRight) / (double)readings.Length;

Report.LossCurve(losses);
Report.ConfusionMatrix(readings);
Report.Misread(readings);
Report.LossTime(classifier.Clock, time);
Report.Accuracy(readings, accuracy, RequiredAccuracy);
return accuracy >= RequiredAccuracy ? 0 : 1;
