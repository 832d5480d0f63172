/// <summary>What people write: dotnet format is to mend it.</summary>
static class Broken
{
    public static double[] Softmax(double[] x)
    {
        double[] p = new double[x.Length];
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            p[i] = Math.Exp(x[i]);
            sum += p[i];
        }

        for (int i = 0; i < p.Length; i++)
            p[i] /= sum;
        return p;
    }

    public static double LogSumExp(double[] x)
    {
        double sum = 0;
        foreach (double v in x)
            sum += Math.Exp(v);
        return Math.Log(sum);
    }

    public static double Sigmoid(double x) => Math.Exp(x) / (1 + Math.Exp(x));

    public static double Tanh(double x) => (Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(x) + Math.Exp(-x));

    public static double Softplus(double x) => Math.Log(1 + Math.Exp(x));

    public static double Loss(double z, double y)
    {
        double p = 1 / (1 + Math.Exp(-z));
        return -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p));
    }
}
