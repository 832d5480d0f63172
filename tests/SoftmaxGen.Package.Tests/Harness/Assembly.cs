using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace SoftmaxGen.Package.Tests.Harness;

/// <summary>What an assembly's file says of itself, read without loading it.</summary>
/// <param name="Types">The full names of the types that it defines.</param>
/// <param name="AppliedAttributes">The full names of the attributes that stand on anything in it.</param>
/// <param name="References">The assemblies that it refers to, with their versions.</param>
/// <param name="UsedTypes">The full names of the types of other assemblies that it uses.</param>
/// <param name="UsedMembers">The full names of their members that it uses.</param>
/// <param name="CallsNativeCode">Whether it imports any function of a native library.</param>
/// <param name="HasEmbeddedSymbols">Whether its symbols are inside it.</param>
internal sealed record Assembly(
    IReadOnlySet<string> Types,
    IReadOnlySet<string> AppliedAttributes,
    IReadOnlyDictionary<string, Version> References,
    IReadOnlySet<string> UsedTypes,
    IReadOnlySet<string> UsedMembers,
    bool CallsNativeCode,
    bool HasEmbeddedSymbols)
{
    /// <summary>Reads the file.</summary>
    public static Assembly Read(string path) => Read(File.OpenRead(path));

    /// <summary>Reads the stream and closes it.</summary>
    public static Assembly Read(Stream stream)
    {
        using PEReader file = new(stream);
        MetadataReader metadata = file.GetMetadataReader();
        return new Assembly(
            metadata.TypeDefinitions.Select(type => NameOf(metadata, type)).ToHashSet(),
            metadata.CustomAttributes.Select(attribute => AttributeName(metadata, attribute)).ToHashSet(),
            metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).ToDictionary(
                reference => metadata.GetString(reference.Name), reference => reference.Version),
            metadata.TypeReferences.Select(type => NameOf(metadata, type)).ToHashSet(),
            metadata.MemberReferences.Select(metadata.GetMemberReference)
                .Select(member => $"{NameOf(metadata, member.Parent)}.{metadata.GetString(member.Name)}").ToHashSet(),
            metadata.GetTableRowCount(TableIndex.ModuleRef) > 0,
            file.ReadDebugDirectory().Any(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb));
    }

    private static string AttributeName(MetadataReader metadata, CustomAttributeHandle handle)
    {
        EntityHandle constructor = metadata.GetCustomAttribute(handle).Constructor;
        return NameOf(metadata, constructor.Kind == HandleKind.MethodDefinition
            ? metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()
            : metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent);
    }

    private static string NameOf(MetadataReader metadata, EntityHandle type)
    {
        (StringHandle space, StringHandle name) = type.Kind switch
        {
            HandleKind.TypeDefinition => Names(metadata.GetTypeDefinition((TypeDefinitionHandle)type)),
            HandleKind.TypeReference => Names(metadata.GetTypeReference((TypeReferenceHandle)type)),
            _ => default,
        };
        return $"{metadata.GetString(space)}.{metadata.GetString(name)}";
    }

    private static (StringHandle Space, StringHandle Name) Names(TypeDefinition type) => (type.Namespace, type.Name);

    private static (StringHandle Space, StringHandle Name) Names(TypeReference type) => (type.Namespace, type.Name);
}
