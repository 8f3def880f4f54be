import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import satisfies from 'spdx-satisfies';
import { carriedBy } from './licences.ts';
import type { ShippedPackage } from './packages.ts';

/**
 * Software bill of materials, CycloneDX 1.6 in JSON: every package that is shipped, with its version, licence, archive's hash and what it
 * carries besides its own code. The same packages give the same text, so that two bills can be compared.
 * @param installed packages that lie in the release
 * @param built packages that are within its screens
 */
export function softwareBill(
  product: { readonly name: string; readonly version: string },
  installed: readonly ShippedPackage[],
  built: readonly ShippedPackage[],
): string {
  const component = new Models.Component(Enums.ComponentType.Application, product.name, {
    version: product.version,
    bomRef: `${product.name}@${product.version}`,
  });
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component }) });
  const folders = new Map(installed.map((each) => [each.folder, each]));
  for (const each of installed) bom.components.add(componentOf(each, 'installed'));
  for (const each of built) if (!folders.has(each.folder)) bom.components.add(componentOf(each, 'in the screens'));
  for (const each of bom.components) component.dependencies.add(each.bomRef);
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function componentOf(shipped: ShippedPackage, where: string): Models.Component {
  const { name, version, licence, folder, integrity, homepage } = shipped;
  const made = new Models.Component(Enums.ComponentType.Library, name, {
    version,
    // Two of one version may lie at two places.
    bomRef: folder,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    licenses: new Models.LicenseRepository([licenceOf(licence)]),
    properties: new Models.PropertyRepository([new Models.Property('ytterby:where', where)]),
  });
  const [, hash] = /^sha512-(.+)$/.exec(integrity) ?? [];
  if (hash !== undefined) made.hashes.set(Enums.HashAlgorithm['SHA-512'], Buffer.from(hash, 'base64').toString('hex'));
  if (homepage !== undefined)
    made.externalReferences.add(new Models.ExternalReference(homepage, Enums.ExternalReferenceType.Website));
  for (const carried of carriedBy(shipped))
    made.components.add(
      new Models.Component(Enums.ComponentType.Library, carried.name, {
        version: carried.version,
        bomRef: `${folder}#${carried.name}`,
        licenses: new Models.LicenseRepository([licenceOf(carried.licence)]),
        externalReferences: new Models.ExternalReferenceRepository([
          new Models.ExternalReference(carried.homepage, Enums.ExternalReferenceType.Website),
        ]),
      }),
    );
  return made;
}

const licences = new Contrib.License.Factories.LicenseFactory((text) => {
  satisfies(text, []);
});
const licenceOf = (licence: string): Models.License => licences.makeFromString(licence);
