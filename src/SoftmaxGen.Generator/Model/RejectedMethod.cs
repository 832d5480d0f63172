namespace SoftmaxGen.Generator.Model;

/// <summary>
/// A method that a check has refused, and that must have a body all the same: without one the compiler stops at CS8795,
/// before it has asked any analyzer, and the user would never read what is wrong.
/// </summary>
/// <param name="HintName">The name of the generated file, as the kernel's would be.</param>
/// <param name="Namespace">The namespace's full name, escaped; empty for the global one.</param>
/// <param name="ContainingTypes">The types around it, outermost first.</param>
/// <param name="Signature">The method up to the end of its parameters, as an implementing part repeats it.</param>
internal sealed record RejectedMethod(
    string HintName, string Namespace, EquatableArray<ContainingType> ContainingTypes, string Signature);
