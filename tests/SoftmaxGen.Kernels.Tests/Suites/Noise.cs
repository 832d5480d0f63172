namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>Random numbers (SplitMix64) that are the same on every machine and in every process.</summary>
internal sealed class Noise(ulong seed)
{
    private ulong state = seed;

    /// <summary>A generator for that name and number; nothing else is like it.</summary>
    public static Noise For(string name, int number)
    {
        ulong seed = (ulong)number + 1;
        foreach (char one in name)
        {
            seed = (seed ^ one) * 1099511628211;
        }

        return new Noise(seed);
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to 1, without 1.</summary>
    public double Uniform() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 to below that number.</summary>
    public int Below(int end) => (int)(Uniform() * end);

    /// <summary>Nearly normal with variance 1: twelve uniforms less six.</summary>
    public double Normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
        {
            sum += Uniform();
        }

        return sum;
    }

    /// <summary>One of them.</summary>
    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];
}
