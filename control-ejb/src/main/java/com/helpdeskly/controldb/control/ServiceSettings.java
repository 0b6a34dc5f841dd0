package com.helpdeskly.controldb.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** What operators have set for the whole service: it is the same on all nodes and wins over their configuration. */
@Stateless
public class ServiceSettings {
    @PersistenceContext(unitName = "control")
    private EntityManager em;

    /** What is set under a name. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<String> find(String name) {
        List<?> values = em.createNativeQuery("select value from service_settings where name = ?1")
                .setParameter(1, name)
                .getResultList();
        return values.stream().map(String.class::cast).findFirst();
    }

    /** Sets a value, in the caller's transaction. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void put(String name, String value) {
        em.createNativeQuery("insert into service_settings (name, value) values (?1, ?2)"
                        + " on conflict (name) do update set value = excluded.value")
                .setParameter(1, name)
                .setParameter(2, value)
                .executeUpdate();
    }
}
