using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>What a parameter's elements may be.</summary>
internal enum RoleElement
{
    /// <summary>The kernel's T.</summary>
    Element,

    /// <summary>An int, long, short, byte or a C# enum.</summary>
    Label,

    /// <summary>The kernel's T, as a single value.</summary>
    Scalar,

    /// <summary>A single <c>int</c>.</summary>
    Number,
}

/// <summary>One parameter that a kernel attribute knows.</summary>
/// <param name="Name">The parameter's exact name.</param>
/// <param name="Role">Its role.</param>
/// <param name="Need">Whether the method must have it.</param>
/// <param name="IsWritten">Whether the kernel writes it; otherwise it reads it.</param>
/// <param name="Element">What its elements may be.</param>
internal sealed record RoleContract(
    string Name, ParameterRole Role, RoleNeed Need, bool IsWritten, RoleElement Element);

/// <summary>Whether a method must have a parameter.</summary>
internal enum RoleNeed
{
    Optional,
    Required,

    /// <summary>Required exactly where <c>Target</c> is Index, and refused elsewhere.</summary>
    WithIndexTarget,

    /// <summary>Required exactly where <c>Target</c> is OneHot or Soft, and refused elsewhere.</summary>
    WithRowTarget,
}
