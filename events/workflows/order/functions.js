/** The Lambda functions of the order workflow. They run here as they would in Lambda. */

class CardNetworkError extends Error {
  name = 'CardNetworkError';
}

class NoCourierFree extends Error {
  name = 'NoCourierFree';
}

export const checkOrder = async ({ items }) => ({
  total: items.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
  pieces: items.reduce((sum, { quantity }) => sum + quantity, 0),
});

/** Would send the token to somebody, who answers it with SendTaskSuccess or SendTaskFailure. */
export const askForApproval = async ({ orderId, token }) => ({ askedFor: orderId, tokenLength: token.length });

/** The card network is never there the first time. */
export const chargeCard = async ({ amount, attempt }) => {
  if (attempt === 0) throw new CardNetworkError('The card network does not answer.');
  return { receipt: `R-${amount.toFixed(2)}` };
};

export const packItem = async ({ sku, quantity }) => ({ box: `${quantity} x ${sku}` });

export const bookCourier = async ({ boxes }) => {
  if (boxes.length > 2) throw new NoCourierFree(`No courier takes ${boxes.length} boxes today.`);
  return { carrier: 'courier', days: 1 };
};
