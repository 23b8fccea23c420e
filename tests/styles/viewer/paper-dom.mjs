// SPDX-License-Identifier: Apache-2.0
// As much of a document as the viewer's modules build: elements with attributes, children and listeners. No browser, no layout.

class Node {
  constructor(tag) {
    Object.assign(this, { tag, attributes: {}, children: [], listeners: {} });
  }
  setAttribute(name, value) {
    this.attributes[name] = String(value);
  }
  addEventListener(name, listener) {
    this.listeners[name] = listener;
  }
  append(...children) {
    this.children.push(...children);
  }
  get text() {
    return this.children.map((child) => (child instanceof Node ? child.text : String(child))).join('');
  }
  /// Elements below this one, or itself, that `wanted` accepts, in the order they stand.
  all(wanted) {
    const below = this.children.flatMap((child) => (child instanceof Node ? child.all(wanted) : []));
    return wanted(this) ? [this, ...below] : below;
  }
  tagged(tag) {
    return this.all((node) => node.tag === tag);
  }
  having(name, value) {
    return this.all((node) => name in node.attributes && (value === undefined || node.attributes[name] === String(value)));
  }
}

globalThis.document = { createElement: (tag) => new Node(tag), createElementNS: (_, tag) => new Node(tag) };

/// Rows of a table in the page, cell by cell, its heads first.
export const cells = (node) => node.tagged('tr').map((line) => line.children.map((cell) => cell.text));
