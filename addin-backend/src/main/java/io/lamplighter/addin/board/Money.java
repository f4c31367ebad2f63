// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/** An amount and the currency it was entered in. Amounts of different currencies are never added up. */
public record Money(BigDecimal amount, Currency currency) {

    public Money {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(currency, "currency");
    }

    public static Money of(long whole, String currency) {
        return new Money(BigDecimal.valueOf(whole), Currency.getInstance(currency));
    }
}
