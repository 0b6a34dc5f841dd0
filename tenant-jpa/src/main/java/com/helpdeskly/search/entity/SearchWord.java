package com.helpdeskly.search.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.MultitenantType;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;

/** A word that was said in the tenant: what a misspelt one may have been meant for. It stays when nobody says it any more. */
@Entity
@Multitenant(MultitenantType.SINGLE_TABLE)
@TenantDiscriminatorColumn(name = "tenant_id", contextProperty = TenantOwned.TENANT_PROPERTY)
@Table(name = "search_words")
public class SearchWord {
    @Id
    @Column(name = "word", updatable = false)
    private String word;

    /** The word in ASCII, in whose trigrams likeness is looked for, whatever the collation of the database. */
    @Column(name = "letters", updatable = false)
    private String letters;

    /** For the persistence provider alone. */
    protected SearchWord() {}
}
