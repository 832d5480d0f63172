using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Methods;

/// <summary>Writes <c>Guard</c>: the checks that the implementing parts share, each made before anything is written.</summary>
internal static class GuardEmitter
{
    /// <summary>The file.</summary>
    /// <param name="labels">The types of labels that are read by some kernel.</param>
    /// <param name="target">What the consumer's framework offers.</param>
    public static EmittedSource Emit(IEnumerable<LabelType> labels, TargetFacts target)
    {
        var w = new CodeWriter();
        SourceFrame.WriteHeader(w);
        using (SourceFrame.OpenNamespace(w, target))
        {
            w.Write("/// <summary>The checks of the arguments: all of them are made before a single element is written.</summary>");
            using (SourceFrame.OpenClass(w, "Guard"))
            {
                w.Write(Lengths).Gap();
                w.Write(target.Spans ? SpanOverlaps : ArrayOverlaps);
                foreach (LabelType type in labels)
                {
                    w.Gap();
                    LabelCheck.Write(w, type, target);
                }
            }
        }

        return new EmittedSource("SoftmaxGen.Guard.g.cs", w.ToString());
    }

    private const string Lengths =
        """
        /// <summary>An array must be there.</summary>
        internal static void NotNull(object? array, string name)
        {
            if (array is null)
            {
                throw new ArgumentNullException(name);
            }
        }

        /// <summary>The number of rows (or images) in a buffer of that length, which must hold whole ones.</summary>
        internal static int Rows(int length, int size, string what, string name)
        {
            int rows = length / size;
            if (rows * size != length)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Length {length} is not a multiple of the {size} {what}."), name);
            }

            return rows;
        }

        /// <summary>The number of rows that lie a stride apart; the last one may end without padding.</summary>
        internal static int StridedRows(int length, int classes, int stride, string name)
        {
            int rows = length / stride;
            int rest = length - rows * stride;
            if (rest != 0 && rest != classes)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Length {length} is not a number of rows of {classes} classes, {stride} elements apart."),
                    name);
            }

            return rest == 0 ? rows : rows + 1;
        }

        /// <summary>A buffer must hold exactly that many rows a stride apart, the last one with padding or without.</summary>
        internal static void StridedLength(int length, int rows, int classes, int stride, string shape, string name)
        {
            long padded = (long)rows * stride;
            if (length != padded && (rows == 0 || length != padded - stride + classes))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Length {length} where {padded} is expected (or less the last padding): {shape}."), name);
            }
        }

        /// <summary>A buffer must be of exactly that length.</summary>
        internal static void Length(int length, long expected, string shape, string name)
        {
            if (length != expected)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Length {length} where {expected} is expected: {shape}."), name);
            }
        }
        """;

    private const string SpanOverlaps =
        """
        /// <summary>An output must not overlap another buffer.</summary>
        internal static void Apart<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> other, string name, string otherName)
            where T : struct
        {
            if (MemoryExtensions.Overlaps(output, other))
            {
                throw new ArgumentException("Overlaps " + otherName + ".", name);
            }
        }

        /// <summary>An output must not overlap a buffer of another type.</summary>
        internal static void Apart<T, TOther>(ReadOnlySpan<T> output, ReadOnlySpan<TOther> other, string name, string otherName)
            where T : struct
            where TOther : struct
        {
            Apart<byte>(MemoryMarshal.AsBytes(output), MemoryMarshal.AsBytes(other), name, otherName);
        }

        /// <summary>An output may be the very same memory as the logits; any other overlap with them is refused.</summary>
        internal static void ApartOrSame<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> other, string name, string otherName)
            where T : struct
        {
            if (output != other && MemoryExtensions.Overlaps(output, other))
            {
                throw new ArgumentException("Overlaps " + otherName + " without being the same memory.", name);
            }
        }
        """;

    private const string ArrayOverlaps =
        """
        /// <summary>An output must not be the same array as another buffer.</summary>
        internal static void Apart(Array output, Array other, string name, string otherName)
        {
            if (ReferenceEquals(output, other) && output.Length > 0)
            {
                throw new ArgumentException("Is the same array as " + otherName + ".", name);
            }
        }
        """;
}
