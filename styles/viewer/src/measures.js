// SPDX-License-Identifier: Apache-2.0
// Colouring areas by a measure: the classes of donnees/territoire.json, drawn and written the same way.
import { quantity } from './numbers.js';

const nothing = 'rgba(0, 0, 0, 0)';

/// Which class a value is in: open below, closed above; -1 for what is not drawn.
export function classOf(measure, value) {
  if (typeof value !== 'number' || value < measure.minimum) return -1;
  const at = measure.bornes.findIndex((bound) => value <= bound);
  return at === -1 ? measure.bornes.length : at;
}

/// The colour of an area as a MapLibre expression. `values`: {code: value} of a measure that is not in the tiles.
export function colourExpression(measure, values) {
  const { colonne, bornes, couleurs, minimum } = measure;
  if (values) {
    const cases = Object.entries(values)
      .map(([code, value]) => [code, classOf(measure, value)])
      .filter(([, at]) => at >= 0)
      .flatMap(([code, at]) => [code, couleurs[at]]);
    return cases.length ? ['match', ['get', measure.cle ?? 'code'], ...cases, nothing] : nothing;
  }
  const value = ['get', colonne];
  // A class more than bounds: a measure with one class has none.
  const classes = bornes.length ? ['case', ...bornes.flatMap((bound, i) => [['<=', value, bound], couleurs[i]]), couleurs.at(-1)] : couleurs[0];
  return ['case', ['==', ['typeof', value], 'number'], ['case', ['>=', ['number', value, -Infinity], minimum], typed(classes, colonne), nothing], nothing];
}

/// Comparisons need numbers; a missing value never gets there.
function typed(expression, column) {
  if (!Array.isArray(expression)) return expression;
  if (expression.length === 2 && expression[0] === 'get' && expression[1] === column) return ['number', expression, 0];
  return expression.map((part) => typed(part, column));
}

/// "jusqu'à 5 min", "5 à 10 min", "plus de 30 min": one text a class.
export function classLabels(measure, language) {
  const { bornes, unite } = measure;
  const say = (value) => quantity(value, unite, language);
  const bare = (value) => quantity(value, unite, language, true);
  const english = language === 'en';
  if (bornes.length === 0) return [english ? 'every value' : 'toutes les valeurs'];
  return [
    (english ? 'up to ' : "jusqu'à ") + say(bornes[0]),
    ...bornes.slice(1).map((bound, i) => `${bare(bornes[i])} ${english ? 'to' : 'à'} ${say(bound)}`),
    (english ? 'more than ' : 'plus de ') + say(bornes.at(-1)),
  ];
}
