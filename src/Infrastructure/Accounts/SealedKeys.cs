using System.Xml.Linq;
using EzSolutions.Application.Common;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Infrastructure.Accounts;

/// <summary>Data-protection keys are sealed under our own key ring before they are stored.</summary>
internal sealed class SealedKeyEncryptor(ISecretProtector secrets) : IXmlEncryptor
{
    internal const string BoundTo = "data-protection-key";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var sealedKey = secrets.Seal(plaintextElement.ToString(SaveOptions.DisableFormatting), BoundTo);
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(sealedKey)), typeof(SealedKeyDecryptor));
    }
}

/// <summary>Made by the framework, from the type name stored with the key.</summary>
internal sealed class SealedKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<ISecretProtector>().Open(Convert.FromBase64String(encryptedElement.Value), SealedKeyEncryptor.BoundTo));
}
