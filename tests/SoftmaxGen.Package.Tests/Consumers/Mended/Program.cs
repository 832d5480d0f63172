using System.Globalization;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine("softmax: " + string.Join(' ', Broken.Softmax([1000, 0])));
Console.WriteLine("log-sum-exp: " + Broken.LogSumExp([1000, 0]));
Console.WriteLine("sigmoid: " + Broken.Sigmoid(800));
Console.WriteLine("tanh: " + Broken.Tanh(800));
Console.WriteLine("softplus: " + Broken.Softplus(800));
Console.WriteLine("loss: " + Broken.Loss(800, 0));
