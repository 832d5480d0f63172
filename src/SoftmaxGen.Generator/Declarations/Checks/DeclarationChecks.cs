using System.Collections.Immutable;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>Every check, and the one way to run them.</summary>
internal static class DeclarationChecks
{
    /// <summary>The decisive ones first.</summary>
    public static ImmutableArray<DeclarationCheck> All { get; } = ImmutableArray.Create<DeclarationCheck>(
        new SMG0003MultipleKernels(),
        new SMG0001LanguageVersionTooOld(),
        new SMG0002FeaturesOutOfRange(),
        new SMG0004MethodNotPartial(),
        new SMG0005MethodHasBody(),
        new SMG0006ContainingTypeNotPartial(),
        new SMG0007FileLocalContainingType(),
        new SMG0008GenericMethod(),
        new SMG0009UnsupportedMethodShape(),
        new SMG0010ParameterByReference(),
        new SMG0011UnknownRole(),
        new SMG0012IncompleteShard(),
        new SMG0013MissingRole(),
        new SMG0014DuplicateRole(),
        new SMG0015UnsupportedCarrier(),
        new SMG0016OutputIsReadOnly(),
        new SMG0017WrongElementType(),
        new SMG0018MixedElementTypes(),
        new SMG0019HalfNotAvailable(),
        new SMG0020WrongReturnType(),
        new SMG0021ClassesMissing(),
        new SMG0022ClassesOutOfRange(),
        new SMG0023EnumDoesNotCount(),
        new SMG0024TargetMismatch(),
        new SMG0025IgnoreIndexWithoutIndex(),
        new SMG0026UndefinedEnumValue(),
        new SMG0027BatchOutOfRange(),
        new SMG0028LabelTypeTooSmall(),
        new SMG0029SpanCannotBeSplit(),
        new SMG0030LossWithoutOutput(),
        new SMG0031OptionNotConstant(),
        new SMG0032IgnoreIndexOutOfLabels(),
        new SMG0033DuplicateDeclaration(),
        new SMG0034OptionOutOfRange(),
        new SMG0035OptionsExcludeEachOther());

    /// <summary>All that is wrong with a declaration.</summary>
    public static IEnumerable<Finding> Run(Declaration declaration, CancellationToken cancellationToken)
    {
        foreach (DeclarationCheck check in All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool found = false;
            foreach (Finding finding in check.Find(declaration))
            {
                found = true;
                yield return finding;
            }

            if (found && check.IsDecisive)
                yield break;
        }
    }
}
