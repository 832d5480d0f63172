namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Rows of a matrix behind a pointer, row = m + i * n: in each round of the loop it is another one, and it is an address, no number.</summary>
public sealed class PointerRowTests
{
    // The scores hold something that nobody can run here, so that no witness helps.
    private static void Marks(string mask, string largest, string shifted, string scaled) => new RuleRun("SMG1001").Marks($$"""
        static unsafe class C
        {
            static void Attend(float[] q, float[] output, int n, bool causal)
            {
                float* scores = stackalloc float[n * n];
                for (int i = 0; i < n; i++)
                {
                    float* row = scores + i * n;
                    int end = causal ? i + 1 : n;
                    for (int j = 0; j < end; j++)
                        row[j] = q[i] * q[j] + Environment.TickCount;
                    {{mask}}
                }
                for (int i = 0; i < n; i++)
                {
                    float* row = scores + i * n;
                    float max = float.NegativeInfinity;
                    {{largest}}
                    float sum = 0;
                    for (int j = 0; j < n; j++)
                    {
                        row[j] = {{shifted}};
                        sum += row[j];
                    }
                    float inverse = 1f / sum;
                    for (int j = 0; j < n; j++)
                        {{scaled}}
                }
                for (int i = 0; i < n; i++)
                    output[i] = scores[i * n];
            }
        }
        """);

    private const string Mask = "if (causal) { for (int j = end; j < n; j++) row[j] = -1e9f; }";
    private const string Largest = "for (int j = 0; j < n; j++) if (row[j] > max) max = row[j];";

    [Theory]
    [InlineData(Mask)]
    [InlineData("")]
    public void IsSilentOnRowsThatAreShifted(string mask) => Marks(mask, Largest, "MathF.Exp(row[j] - max)", "row[j] *= inverse;");

    [Theory]
    [InlineData(Mask)]
    [InlineData("")]
    public void FiresOnRowsThatAreNot(string mask) => Marks(mask, "", "{|SMG1001:MathF.Exp(row[j])|}", "row[j] *= inverse;");
}
