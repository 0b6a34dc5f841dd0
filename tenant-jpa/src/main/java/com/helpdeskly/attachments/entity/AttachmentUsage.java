package com.helpdeskly.attachments.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/**
 * How many bytes all attachments of the tenant have. There is one row, which is made with the first upload and changed by
 * updates of its value alone, in the transaction of what changes it.
 */
@Entity
@Table(name = "attachment_usage")
public class AttachmentUsage extends TenantOwned {
    /** The constraint that lets one be made. */
    public static final String UNIQUE = "attachment_usage_one";

    @Column(name = "bytes")
    private long bytes;

    /** Nothing yet. */
    public AttachmentUsage() {
        super(Timestamps.now());
    }
}
