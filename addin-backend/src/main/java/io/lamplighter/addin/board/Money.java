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

    /** A code that is no currency of ISO 4217 gets the sign for none: a deal must not vanish because of it. */
    public static Money of(BigDecimal amount, String currency) {
        try {
            return new Money(amount, Currency.getInstance(currency));
        } catch (IllegalArgumentException unknown) {
            return new Money(amount, Currency.getInstance("XXX"));
        }
    }

    public static Money of(long whole, String currency) {
        return new Money(BigDecimal.valueOf(whole), Currency.getInstance(currency));
    }
}
