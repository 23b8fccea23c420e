// SPDX-License-Identifier: Apache-2.0
// node validate.mjs SHAPES.ttl RECORD.jsonld: 0 when the record has the shapes, and every broken copy of it has not.
import { readFileSync } from "node:fs";
import jsonld from "jsonld";
import { Parser, Store } from "n3";
import SHACLValidator from "rdf-validate-shacl";

const [shapesFile, recordFile] = process.argv.slice(2);
const base = "https://base.example.org/edition/catalogue.jsonld"; // what relative addresses are relative to
const documentLoader = (url) => {
  throw new Error(`the record asks for ${url}`);
};
const shapes = new Store(new Parser().parse(readFileSync(shapesFile, "utf8")));
const validator = new SHACLValidator(shapes);
const record = JSON.parse(readFileSync(recordFile, "utf8"));

async function report(document) {
  const quads = await jsonld.toRDF(document, { base, documentLoader, format: "application/n-quads" });
  const store = new Store(new Parser({ format: "N-Quads" }).parse(quads));
  return { size: store.size, ...plain(await validator.validate(store)) };
}

function plain(result) {
  const said = result.results.map((one) =>
    [one.focusNode?.value, one.path?.value, one.message.map((text) => text.value).join(" "), one.value?.value].join(" · "));
  return { conforms: result.conforms, said };
}

const whole = await report(record);
if (!whole.conforms) {
  console.error(whole.said.join("\n"));
  process.exit(1);
}

// Shapes that let everything pass would prove nothing: each of these must be refused.
const set = (document) => document["@graph"].find((node) => node["@type"] === "dcat:Dataset");
const broken = {
  "a data set without a title": (document) => delete set(document)["dct:title"],
  "a data set without a description": (document) => delete set(document)["dct:description"],
  "a catalogue without a publisher": (document) => delete document["@graph"].find((node) => node["@type"] === "dcat:Catalog")["dct:publisher"],
  "a distribution without an address": (document) => delete set(document)["dcat:distribution"][0]["dcat:accessURL"],
  "a size that is no number of bytes": (document) => (set(document)["dcat:distribution"][0]["dcat:byteSize"] = "4 ko"),
  "a hash cut short": (document) => (set(document)["dcat:distribution"][1]["spdx:checksum"]["spdx:checksumValue"]["@value"] = "00ff"),
  "a rhythm in words": (document) => (set(document)["dct:accrualPeriodicity"] = "annuelle"),
  "a period that ends before it begins": (document) => (set(document)["dct:temporal"]["dcat:endDate"]["@value"] = "1999-12-31"),
  "a box of three corners": (document) => (set(document)["dct:spatial"]["dcat:bbox"]["@value"] = "POLYGON ((2 46, 3 46, 2 46))"),
  "a contact without an address": (document) => delete set(document)["dcat:contactPoint"]["vcard:hasEmail"],
  "a licence that nothing describes": (document) => (set(document)["dct:license"] = { "@id": "https://nowhere.example.org/" }),
  "a source that is a data set of ours": (document) => (document["@graph"].find((node) => node["@type"] === "dctype:Dataset")["@type"] = "dcat:Dataset"),
};
let wrong = 0;
for (const [what, damage] of Object.entries(broken)) {
  const copy = structuredClone(record);
  damage(copy);
  if ((await report(copy)).conforms) {
    console.error(`the shapes let pass: ${what}`);
    wrong += 1;
  }
}
console.log(`${whole.size} triples, ${set(record)["dcat:distribution"].length} distributions, ${Object.keys(broken).length - wrong} of ${Object.keys(broken).length} broken copies refused`);
process.exit(wrong === 0 ? 0 : 1);
