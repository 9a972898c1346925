
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "activities": {
                  Row: {
                    "access_id": string,"body": string | null,"contact_id": string | null,"created_at": string,"created_by": string | null,"customer_access_id": string | null,"customer_id": string | null,"deal_id": string | null,"deleted_at": string | null,"direction": string | null,"duration_minutes": number | null,"happened_at": string,"id": string,"kind": string,"outcome": string | null,"owner_id": string | null,"shared": boolean,"subject": string,"team_id": string | null,"ticket_id": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id"?: never,"body"?: string | null,"contact_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"customer_access_id"?: string | null,"customer_id"?: string | null,"deal_id"?: string | null,"deleted_at"?: string | null,"direction"?: string | null,"duration_minutes"?: number | null,"happened_at"?: string,"id"?: string,"kind": string,"outcome"?: string | null,"owner_id"?: string | null,"shared"?: boolean,"subject": string,"team_id"?: string | null,"ticket_id"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "access_id"?: never,"body"?: string | null,"contact_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"customer_access_id"?: string | null,"customer_id"?: string | null,"deal_id"?: string | null,"deleted_at"?: string | null,"direction"?: string | null,"duration_minutes"?: number | null,"happened_at"?: string,"id"?: string,"kind"?: string,"outcome"?: string | null,"owner_id"?: string | null,"shared"?: boolean,"subject"?: string,"team_id"?: string | null,"ticket_id"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "activities_contact_id_fkey"
      columns: ["contact_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "activities_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "activities_customer_id_fkey"
      columns: ["customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "activities_deal_id_fkey"
      columns: ["deal_id"]
isOneToOne: false
      referencedRelation: "deals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "activities_owner_id_fkey"
      columns: ["owner_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "activities_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "activities_ticket_id_fkey"
      columns: ["ticket_id"]
isOneToOne: false
      referencedRelation: "tickets"
      referencedColumns: ["id"]
    }
                  ]
                },"activity_participants": {
                  Row: {
                    "access_id": string,"activity_id": string,"contact_id": string | null,"created_at": string,"customer_access_id": string | null,"id": string,"profile_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"activity_id": string,"contact_id"?: string | null,"created_at"?: string,"customer_access_id"?: string | null,"id"?: string,"profile_id"?: string | null
                  }
                  Update: {
                    "access_id"?: string,"activity_id"?: string,"contact_id"?: string | null,"created_at"?: string,"customer_access_id"?: string | null,"id"?: string,"profile_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "activity_participants_activity_id_fkey"
      columns: ["activity_id"]
isOneToOne: false
      referencedRelation: "activities"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "activity_participants_contact_id_fkey"
      columns: ["contact_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "activity_participants_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"attachments": {
                  Row: {
                    "created_at": string,"created_by": string,"customer_id": string | null,"deal_id": string | null,"deleted_at": string | null,"id": string,"mime_type": string,"name": string,"order_id": string | null,"record_id": string,"resource": string,"size": number,"stored_at": string | null,"task_id": string | null,"ticket_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by": string,"customer_id"?: string | null,"deal_id"?: string | null,"deleted_at"?: string | null,"id"?: string,"mime_type": string,"name": string,"order_id"?: string | null,"record_id"?: never,"resource"?: never,"size": number,"stored_at"?: string | null,"task_id"?: string | null,"ticket_id"?: string | null
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string,"customer_id"?: string | null,"deal_id"?: string | null,"deleted_at"?: string | null,"id"?: string,"mime_type"?: string,"name"?: string,"order_id"?: string | null,"record_id"?: never,"resource"?: never,"size"?: number,"stored_at"?: string | null,"task_id"?: string | null,"ticket_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "attachments_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "attachments_customer_id_fkey"
      columns: ["customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "attachments_deal_id_fkey"
      columns: ["deal_id"]
isOneToOne: false
      referencedRelation: "deals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "attachments_order_id_fkey"
      columns: ["order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "attachments_task_id_fkey"
      columns: ["task_id"]
isOneToOne: false
      referencedRelation: "tasks"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "attachments_ticket_id_fkey"
      columns: ["ticket_id"]
isOneToOne: false
      referencedRelation: "tickets"
      referencedColumns: ["id"]
    }
                  ]
                },"audit_log": {
                  Row: {
                    "action": string,"actor_id": string | null,"as_whom_id": string | null,"changes": NonNullable<Json>,"happened_at": string,"id": number,"record_id": string | null,"record_key": Json | null,"redacted": Json | null,"request": string | null,"request_id": string | null,"resource": string,"root_id": string | null,"root_resource": string | null,"salt": string | null,"source": string,"table_name": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"actor_id"?: string | null,"as_whom_id"?: string | null,"changes"?: NonNullable<Json>,"happened_at"?: string,"id"?: never,"record_id"?: string | null,"record_key"?: Json | null,"redacted"?: Json | null,"request"?: string | null,"request_id"?: string | null,"resource": string,"root_id"?: string | null,"root_resource"?: string | null,"salt"?: string | null,"source": string,"table_name"?: string | null
                  }
                  Update: {
                    "action"?: string,"actor_id"?: string | null,"as_whom_id"?: string | null,"changes"?: NonNullable<Json>,"happened_at"?: string,"id"?: never,"record_id"?: string | null,"record_key"?: Json | null,"redacted"?: Json | null,"request"?: string | null,"request_id"?: string | null,"resource"?: string,"root_id"?: string | null,"root_resource"?: string | null,"salt"?: string | null,"source"?: string,"table_name"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"bulk_jobs": {
                  Row: {
                    "action": string,"changes": NonNullable<Json>,"counts": NonNullable<Json>,"created_at": string,"created_by": string,"filter": Json | null,"finished_at": string | null,"id": string,"label": string | null,"resource": string,"status": string,"total_rows": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"changes"?: NonNullable<Json>,"counts"?: NonNullable<Json>,"created_at"?: string,"created_by": string,"filter"?: Json | null,"finished_at"?: string | null,"id"?: string,"label"?: string | null,"resource": string,"status"?: string,"total_rows"?: number,"updated_at"?: string
                  }
                  Update: {
                    "action"?: string,"changes"?: NonNullable<Json>,"counts"?: NonNullable<Json>,"created_at"?: string,"created_by"?: string,"filter"?: Json | null,"finished_at"?: string | null,"id"?: string,"label"?: string | null,"resource"?: string,"status"?: string,"total_rows"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "bulk_jobs_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"comments": {
                  Row: {
                    "author_id": string,"body": string,"created_at": string,"deleted_at": string | null,"edited_at": string | null,"id": string,"mentions": (string)[],"record_id": string,"resource": string
                  }
                  ComputedFields: never
                  Insert: {
                    "author_id": string,"body": string,"created_at"?: string,"deleted_at"?: string | null,"edited_at"?: string | null,"id"?: string,"mentions"?: (string)[],"record_id": string,"resource": string
                  }
                  Update: {
                    "author_id"?: string,"body"?: string,"created_at"?: string,"deleted_at"?: string | null,"edited_at"?: string | null,"id"?: string,"mentions"?: (string)[],"record_id"?: string,"resource"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "comments_author_id_fkey"
      columns: ["author_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"competitors": {
                  Row: {
                    "active": boolean,"created_at": string,"id": string,"name": string,"position": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "active"?: boolean,"created_at"?: string,"id"?: string,"name": string,"position"?: number,"updated_at"?: string
                  }
                  Update: {
                    "active"?: boolean,"created_at"?: string,"id"?: string,"name"?: string,"position"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"contact_details": {
                  Row: {
                    "access_id": string,"contact_id": string,"created_at": string,"customer_id": string,"email": string | null,"mobile": string | null,"phone": string | null,"search_text": string,"updated_at": string,"updated_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"contact_id": string,"created_at"?: string,"customer_id": string,"email"?: string | null,"mobile"?: string | null,"phone"?: string | null,"search_text"?: string,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Update: {
                    "access_id"?: string,"contact_id"?: string,"created_at"?: string,"customer_id"?: string,"email"?: string | null,"mobile"?: string | null,"phone"?: string | null,"search_text"?: string,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "contact_details_contact_id_fkey"
      columns: ["contact_id"]
isOneToOne: true
      referencedRelation: "contacts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "contact_details_customer_id_fkey"
      columns: ["customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "contact_details_updated_by_fkey"
      columns: ["updated_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"contacts": {
                  Row: {
                    "access_id": string,"created_at": string,"created_by": string | null,"customer_id": string,"full_name": string,"id": string,"is_primary": boolean,"job_title": string | null,"language": string | null,"notes": string | null,"search_text": string,"updated_at": string,"updated_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"created_at"?: string,"created_by"?: string | null,"customer_id": string,"full_name": string,"id"?: string,"is_primary"?: boolean,"job_title"?: string | null,"language"?: string | null,"notes"?: string | null,"search_text"?: string,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Update: {
                    "access_id"?: string,"created_at"?: string,"created_by"?: string | null,"customer_id"?: string,"full_name"?: string,"id"?: string,"is_primary"?: boolean,"job_title"?: string | null,"language"?: string | null,"notes"?: string | null,"search_text"?: string,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "contacts_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "contacts_customer_id_fkey"
      columns: ["customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "contacts_updated_by_fkey"
      columns: ["updated_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"custom_fields": {
                  Row: {
                    "active": boolean,"choices": NonNullable<Json>,"created_at": string,"default_value": Json | null,"id": string,"is_unique": boolean,"key": string,"kinds": (string)[] | null,"labels": NonNullable<Json>,"list_column": string | null,"position": number,"required": boolean,"resource": string,"type": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "active"?: boolean,"choices"?: NonNullable<Json>,"created_at"?: string,"default_value"?: Json | null,"id"?: string,"is_unique"?: boolean,"key": string,"kinds"?: (string)[] | null,"labels": NonNullable<Json>,"list_column"?: string | null,"position"?: number,"required"?: boolean,"resource": string,"type": string,"updated_at"?: string
                  }
                  Update: {
                    "active"?: boolean,"choices"?: NonNullable<Json>,"created_at"?: string,"default_value"?: Json | null,"id"?: string,"is_unique"?: boolean,"key"?: string,"kinds"?: (string)[] | null,"labels"?: NonNullable<Json>,"list_column"?: string | null,"position"?: number,"required"?: boolean,"resource"?: string,"type"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"customer_contact_details": {
                  Row: {
                    "access_id": string,"address_city": string | null,"address_country": string | null,"address_line1": string | null,"address_line2": string | null,"address_region": string | null,"created_at": string,"customer_id": string,"email": string | null,"email2": string | null,"phone": string | null,"phone2": string | null,"postal_code": string | null,"search_text": string,"updated_at": string,"updated_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"address_city"?: string | null,"address_country"?: string | null,"address_line1"?: string | null,"address_line2"?: string | null,"address_region"?: string | null,"created_at"?: string,"customer_id": string,"email"?: string | null,"email2"?: string | null,"phone"?: string | null,"phone2"?: string | null,"postal_code"?: string | null,"search_text"?: string,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Update: {
                    "access_id"?: string,"address_city"?: string | null,"address_country"?: string | null,"address_line1"?: string | null,"address_line2"?: string | null,"address_region"?: string | null,"created_at"?: string,"customer_id"?: string,"email"?: string | null,"email2"?: string | null,"phone"?: string | null,"phone2"?: string | null,"postal_code"?: string | null,"search_text"?: string,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "customer_contact_details_customer_id_fkey"
      columns: ["customer_id"]
isOneToOne: true
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customer_contact_details_updated_by_fkey"
      columns: ["updated_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"customer_demographics": {
                  Row: {
                    "access_id": string,"annual_revenue": number | null,"birth_date": string | null,"created_at": string,"customer_id": string,"education": string | null,"employees": number | null,"founded_year": number | null,"gender": string | null,"household_size": number | null,"income_band": string | null,"language": string | null,"updated_at": string,"updated_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"annual_revenue"?: number | null,"birth_date"?: string | null,"created_at"?: string,"customer_id": string,"education"?: string | null,"employees"?: number | null,"founded_year"?: number | null,"gender"?: string | null,"household_size"?: number | null,"income_band"?: string | null,"language"?: string | null,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Update: {
                    "access_id"?: string,"annual_revenue"?: number | null,"birth_date"?: string | null,"created_at"?: string,"customer_id"?: string,"education"?: string | null,"employees"?: number | null,"founded_year"?: number | null,"gender"?: string | null,"household_size"?: number | null,"income_band"?: string | null,"language"?: string | null,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "customer_demographics_customer_id_fkey"
      columns: ["customer_id"]
isOneToOne: true
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customer_demographics_updated_by_fkey"
      columns: ["updated_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"customer_lifecycle_history": {
                  Row: {
                    "access_id": string,"changed_at": string,"changed_by": string | null,"customer_id": string,"from_stage": string | null,"id": string,"to_stage": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"changed_at"?: string,"changed_by"?: string | null,"customer_id": string,"from_stage"?: string | null,"id"?: string,"to_stage": string
                  }
                  Update: {
                    "access_id"?: string,"changed_at"?: string,"changed_by"?: string | null,"customer_id"?: string,"from_stage"?: string | null,"id"?: string,"to_stage"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "customer_lifecycle_history_changed_by_fkey"
      columns: ["changed_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customer_lifecycle_history_customer_id_fkey"
      columns: ["customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["id"]
    }
                  ]
                },"customer_pins": {
                  Row: {
                    "access_id": string,"activity_id": string | null,"customer_id": string,"id": string,"order_id": string | null,"pinned_at": string,"pinned_by": string | null,"task_id": string | null,"ticket_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"activity_id"?: string | null,"customer_id": string,"id"?: string,"order_id"?: string | null,"pinned_at"?: string,"pinned_by"?: string | null,"task_id"?: string | null,"ticket_id"?: string | null
                  }
                  Update: {
                    "access_id"?: string,"activity_id"?: string | null,"customer_id"?: string,"id"?: string,"order_id"?: string | null,"pinned_at"?: string,"pinned_by"?: string | null,"task_id"?: string | null,"ticket_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "customer_pins_activity_id_fkey"
      columns: ["activity_id"]
isOneToOne: false
      referencedRelation: "activities"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customer_pins_customer_id_fkey"
      columns: ["customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customer_pins_order_id_fkey"
      columns: ["order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customer_pins_pinned_by_fkey"
      columns: ["pinned_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customer_pins_task_id_fkey"
      columns: ["task_id"]
isOneToOne: false
      referencedRelation: "tasks"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customer_pins_ticket_id_fkey"
      columns: ["ticket_id"]
isOneToOne: false
      referencedRelation: "tickets"
      referencedColumns: ["id"]
    }
                  ]
                },"customer_tags": {
                  Row: {
                    "access_id": string,"customer_id": string,"tag_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"customer_id": string,"tag_id": string
                  }
                  Update: {
                    "access_id"?: string,"customer_id"?: string,"tag_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "customer_tags_customer_id_fkey"
      columns: ["customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customer_tags_tag_id_fkey"
      columns: ["tag_id"]
isOneToOne: false
      referencedRelation: "tags"
      referencedColumns: ["id"]
    }
                  ]
                },"customers": {
                  Row: {
                    "access_id": string,"aliases": (string)[],"city": string | null,"country": string | null,"created_at": string,"created_by": string | null,"currency": string | null,"custom": Json | null,"custom_number_1": number | null,"custom_number_2": number | null,"custom_number_3": number | null,"custom_number_4": number | null,"custom_number_5": number | null,"custom_number_6": number | null,"custom_number_7": number | null,"custom_number_8": number | null,"custom_text_1": string | null,"custom_text_10": string | null,"custom_text_11": string | null,"custom_text_12": string | null,"custom_text_13": string | null,"custom_text_14": string | null,"custom_text_15": string | null,"custom_text_16": string | null,"custom_text_17": string | null,"custom_text_18": string | null,"custom_text_19": string | null,"custom_text_2": string | null,"custom_text_20": string | null,"custom_text_21": string | null,"custom_text_22": string | null,"custom_text_23": string | null,"custom_text_24": string | null,"custom_text_3": string | null,"custom_text_4": string | null,"custom_text_5": string | null,"custom_text_6": string | null,"custom_text_7": string | null,"custom_text_8": string | null,"custom_text_9": string | null,"deleted_at": string | null,"description": string | null,"domain": string | null,"external_id": string | null,"id": string,"industry": string | null,"kind": string,"legal_name": string | null,"lifecycle_stage": string,"merged_into_id": string | null,"name": string,"number": number,"owner_id": string | null,"parent_id": string | null,"price_max": number | null,"price_min": number | null,"product_interests": (string)[],"region": string | null,"search_text": string,"shared": boolean,"size_band": string | null,"source": string | null,"team_id": string | null,"tier": string | null,"updated_at": string,"updated_by": string | null,"website": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id"?: never,"aliases"?: (string)[],"city"?: string | null,"country"?: string | null,"created_at"?: string,"created_by"?: string | null,"currency"?: string | null,"custom"?: Json | null,"custom_number_1"?: number | null,"custom_number_2"?: number | null,"custom_number_3"?: number | null,"custom_number_4"?: number | null,"custom_number_5"?: number | null,"custom_number_6"?: number | null,"custom_number_7"?: number | null,"custom_number_8"?: number | null,"custom_text_1"?: string | null,"custom_text_10"?: string | null,"custom_text_11"?: string | null,"custom_text_12"?: string | null,"custom_text_13"?: string | null,"custom_text_14"?: string | null,"custom_text_15"?: string | null,"custom_text_16"?: string | null,"custom_text_17"?: string | null,"custom_text_18"?: string | null,"custom_text_19"?: string | null,"custom_text_2"?: string | null,"custom_text_20"?: string | null,"custom_text_21"?: string | null,"custom_text_22"?: string | null,"custom_text_23"?: string | null,"custom_text_24"?: string | null,"custom_text_3"?: string | null,"custom_text_4"?: string | null,"custom_text_5"?: string | null,"custom_text_6"?: string | null,"custom_text_7"?: string | null,"custom_text_8"?: string | null,"custom_text_9"?: string | null,"deleted_at"?: string | null,"description"?: string | null,"domain"?: string | null,"external_id"?: string | null,"id"?: string,"industry"?: string | null,"kind"?: string,"legal_name"?: string | null,"lifecycle_stage"?: string,"merged_into_id"?: string | null,"name": string,"number"?: never,"owner_id"?: string | null,"parent_id"?: string | null,"price_max"?: number | null,"price_min"?: number | null,"product_interests"?: (string)[],"region"?: string | null,"search_text"?: string,"shared"?: boolean,"size_band"?: string | null,"source"?: string | null,"team_id"?: string | null,"tier"?: string | null,"updated_at"?: string,"updated_by"?: string | null,"website"?: string | null
                  }
                  Update: {
                    "access_id"?: never,"aliases"?: (string)[],"city"?: string | null,"country"?: string | null,"created_at"?: string,"created_by"?: string | null,"currency"?: string | null,"custom"?: Json | null,"custom_number_1"?: number | null,"custom_number_2"?: number | null,"custom_number_3"?: number | null,"custom_number_4"?: number | null,"custom_number_5"?: number | null,"custom_number_6"?: number | null,"custom_number_7"?: number | null,"custom_number_8"?: number | null,"custom_text_1"?: string | null,"custom_text_10"?: string | null,"custom_text_11"?: string | null,"custom_text_12"?: string | null,"custom_text_13"?: string | null,"custom_text_14"?: string | null,"custom_text_15"?: string | null,"custom_text_16"?: string | null,"custom_text_17"?: string | null,"custom_text_18"?: string | null,"custom_text_19"?: string | null,"custom_text_2"?: string | null,"custom_text_20"?: string | null,"custom_text_21"?: string | null,"custom_text_22"?: string | null,"custom_text_23"?: string | null,"custom_text_24"?: string | null,"custom_text_3"?: string | null,"custom_text_4"?: string | null,"custom_text_5"?: string | null,"custom_text_6"?: string | null,"custom_text_7"?: string | null,"custom_text_8"?: string | null,"custom_text_9"?: string | null,"deleted_at"?: string | null,"description"?: string | null,"domain"?: string | null,"external_id"?: string | null,"id"?: string,"industry"?: string | null,"kind"?: string,"legal_name"?: string | null,"lifecycle_stage"?: string,"merged_into_id"?: string | null,"name"?: string,"number"?: never,"owner_id"?: string | null,"parent_id"?: string | null,"price_max"?: number | null,"price_min"?: number | null,"product_interests"?: (string)[],"region"?: string | null,"search_text"?: string,"shared"?: boolean,"size_band"?: string | null,"source"?: string | null,"team_id"?: string | null,"tier"?: string | null,"updated_at"?: string,"updated_by"?: string | null,"website"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "customers_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customers_merged_into_id_fkey"
      columns: ["merged_into_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customers_owner_id_fkey"
      columns: ["owner_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customers_parent_id_fkey"
      columns: ["parent_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customers_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customers_updated_by_fkey"
      columns: ["updated_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"dashboard_layouts": {
                  Row: {
                    "created_at": string,"dashboard": string,"department_id": string | null,"id": string,"profile_id": string | null,"tiles": NonNullable<Json>,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"dashboard": string,"department_id"?: string | null,"id"?: string,"profile_id"?: string | null,"tiles": NonNullable<Json>,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"dashboard"?: string,"department_id"?: string | null,"id"?: string,"profile_id"?: string | null,"tiles"?: NonNullable<Json>,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "dashboard_layouts_department_id_fkey"
      columns: ["department_id"]
isOneToOne: false
      referencedRelation: "departments"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "dashboard_layouts_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"deal_close_dates": {
                  Row: {
                    "access_id": string,"changed_at": string,"changed_by": string | null,"days_later": number | null,"deal_id": string,"from_date": string | null,"id": string,"to_date": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"changed_at"?: string,"changed_by"?: string | null,"days_later"?: never,"deal_id": string,"from_date"?: string | null,"id"?: string,"to_date"?: string | null
                  }
                  Update: {
                    "access_id"?: string,"changed_at"?: string,"changed_by"?: string | null,"days_later"?: never,"deal_id"?: string,"from_date"?: string | null,"id"?: string,"to_date"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "deal_close_dates_changed_by_fkey"
      columns: ["changed_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deal_close_dates_deal_id_fkey"
      columns: ["deal_id"]
isOneToOne: false
      referencedRelation: "deals"
      referencedColumns: ["id"]
    }
                  ]
                },"deal_contacts": {
                  Row: {
                    "access_id": string,"contact_id": string,"deal_id": string,"role": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"contact_id": string,"deal_id": string,"role"?: string | null
                  }
                  Update: {
                    "access_id"?: string,"contact_id"?: string,"deal_id"?: string,"role"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "deal_contacts_contact_id_fkey"
      columns: ["contact_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deal_contacts_deal_id_fkey"
      columns: ["deal_id"]
isOneToOne: false
      referencedRelation: "deals"
      referencedColumns: ["id"]
    }
                  ]
                },"deal_financials": {
                  Row: {
                    "access_id": string,"cost": number | null,"created_at": string,"deal_id": string,"discount": number | null,"margin": number | null,"updated_at": string,"updated_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"cost"?: number | null,"created_at"?: string,"deal_id": string,"discount"?: number | null,"margin"?: number | null,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Update: {
                    "access_id"?: string,"cost"?: number | null,"created_at"?: string,"deal_id"?: string,"discount"?: number | null,"margin"?: number | null,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "deal_financials_deal_id_fkey"
      columns: ["deal_id"]
isOneToOne: true
      referencedRelation: "deals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deal_financials_updated_by_fkey"
      columns: ["updated_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"deal_items": {
                  Row: {
                    "access_id": string,"amount": number,"created_at": string,"deal_id": string,"discount_rate": number,"id": string,"position": number,"product_id": string,"quantity": number,"unit_price": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"amount"?: never,"created_at"?: string,"deal_id": string,"discount_rate"?: number,"id"?: string,"position"?: number,"product_id": string,"quantity"?: number,"unit_price": number,"updated_at"?: string
                  }
                  Update: {
                    "access_id"?: string,"amount"?: never,"created_at"?: string,"deal_id"?: string,"discount_rate"?: number,"id"?: string,"position"?: number,"product_id"?: string,"quantity"?: number,"unit_price"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "deal_items_deal_id_fkey"
      columns: ["deal_id"]
isOneToOne: false
      referencedRelation: "deals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deal_items_product_id_fkey"
      columns: ["product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["id"]
    }
                  ]
                },"deal_stage_history": {
                  Row: {
                    "access_id": string,"changed_by": string | null,"deal_id": string,"entered_at": string,"from_stage_id": string | null,"id": string,"left_at": string | null,"to_stage_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"changed_by"?: string | null,"deal_id": string,"entered_at"?: string,"from_stage_id"?: string | null,"id"?: string,"left_at"?: string | null,"to_stage_id": string
                  }
                  Update: {
                    "access_id"?: string,"changed_by"?: string | null,"deal_id"?: string,"entered_at"?: string,"from_stage_id"?: string | null,"id"?: string,"left_at"?: string | null,"to_stage_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "deal_stage_history_changed_by_fkey"
      columns: ["changed_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deal_stage_history_deal_id_fkey"
      columns: ["deal_id"]
isOneToOne: false
      referencedRelation: "deals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deal_stage_history_from_stage_id_fkey"
      columns: ["from_stage_id"]
isOneToOne: false
      referencedRelation: "pipeline_stages"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deal_stage_history_to_stage_id_fkey"
      columns: ["to_stage_id"]
isOneToOne: false
      referencedRelation: "pipeline_stages"
      referencedColumns: ["id"]
    }
                  ]
                },"deal_tags": {
                  Row: {
                    "access_id": string,"deal_id": string,"tag_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"deal_id": string,"tag_id": string
                  }
                  Update: {
                    "access_id"?: string,"deal_id"?: string,"tag_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "deal_tags_deal_id_fkey"
      columns: ["deal_id"]
isOneToOne: false
      referencedRelation: "deals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deal_tags_tag_id_fkey"
      columns: ["tag_id"]
isOneToOne: false
      referencedRelation: "tags"
      referencedColumns: ["id"]
    }
                  ]
                },"deal_win_probabilities": {
                  Row: {
                    "access_id": string,"deal_id": string,"probability": number
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"deal_id": string,"probability": number
                  }
                  Update: {
                    "access_id"?: string,"deal_id"?: string,"probability"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "deal_win_probabilities_deal_id_fkey"
      columns: ["deal_id"]
isOneToOne: true
      referencedRelation: "deals"
      referencedColumns: ["id"]
    }
                  ]
                },"deals": {
                  Row: {
                    "access_id": string,"amount": number | null,"amount_is_estimate": boolean,"board_position": number,"closed_at": string | null,"competitor_id": string | null,"created_at": string,"created_by": string | null,"currency": string,"custom": Json | null,"custom_number_1": number | null,"custom_number_2": number | null,"custom_number_3": number | null,"custom_number_4": number | null,"custom_number_5": number | null,"custom_number_6": number | null,"custom_number_7": number | null,"custom_number_8": number | null,"custom_text_1": string | null,"custom_text_10": string | null,"custom_text_11": string | null,"custom_text_12": string | null,"custom_text_13": string | null,"custom_text_14": string | null,"custom_text_15": string | null,"custom_text_16": string | null,"custom_text_17": string | null,"custom_text_18": string | null,"custom_text_19": string | null,"custom_text_2": string | null,"custom_text_20": string | null,"custom_text_21": string | null,"custom_text_22": string | null,"custom_text_23": string | null,"custom_text_24": string | null,"custom_text_3": string | null,"custom_text_4": string | null,"custom_text_5": string | null,"custom_text_6": string | null,"custom_text_7": string | null,"custom_text_8": string | null,"custom_text_9": string | null,"customer_id": string | null,"deleted_at": string | null,"description": string | null,"expected_close_date": string | null,"external_id": string | null,"id": string,"last_activity_at": string | null,"lost_note": string | null,"lost_reason_id": string | null,"name": string,"next_step": string | null,"next_step_at": string | null,"number": number,"opened_at": string,"outcome": string,"owner_id": string | null,"pipeline_id": string,"search_text": string,"shared": boolean,"source": string | null,"stage_entered_at": string,"stage_id": string,"stale_on": string | null,"team_id": string | null,"updated_at": string,"updated_by": string | null,"win_probability": number | null,"deal_size": string | null
                  }
                  ComputedFields: "deal_size"
                  Insert: {
                    "access_id"?: never,"amount"?: number | null,"amount_is_estimate"?: boolean,"board_position"?: number,"closed_at"?: string | null,"competitor_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"currency"?: string,"custom"?: Json | null,"custom_number_1"?: number | null,"custom_number_2"?: number | null,"custom_number_3"?: number | null,"custom_number_4"?: number | null,"custom_number_5"?: number | null,"custom_number_6"?: number | null,"custom_number_7"?: number | null,"custom_number_8"?: number | null,"custom_text_1"?: string | null,"custom_text_10"?: string | null,"custom_text_11"?: string | null,"custom_text_12"?: string | null,"custom_text_13"?: string | null,"custom_text_14"?: string | null,"custom_text_15"?: string | null,"custom_text_16"?: string | null,"custom_text_17"?: string | null,"custom_text_18"?: string | null,"custom_text_19"?: string | null,"custom_text_2"?: string | null,"custom_text_20"?: string | null,"custom_text_21"?: string | null,"custom_text_22"?: string | null,"custom_text_23"?: string | null,"custom_text_24"?: string | null,"custom_text_3"?: string | null,"custom_text_4"?: string | null,"custom_text_5"?: string | null,"custom_text_6"?: string | null,"custom_text_7"?: string | null,"custom_text_8"?: string | null,"custom_text_9"?: string | null,"customer_id"?: string | null,"deleted_at"?: string | null,"description"?: string | null,"expected_close_date"?: string | null,"external_id"?: string | null,"id"?: string,"last_activity_at"?: string | null,"lost_note"?: string | null,"lost_reason_id"?: string | null,"name": string,"next_step"?: string | null,"next_step_at"?: string | null,"number"?: never,"opened_at"?: string,"outcome"?: string,"owner_id"?: string | null,"pipeline_id": string,"search_text"?: string,"shared"?: boolean,"source"?: string | null,"stage_entered_at"?: string,"stage_id": string,"stale_on"?: string | null,"team_id"?: string | null,"updated_at"?: string,"updated_by"?: string | null,"win_probability"?: number | null
                  }
                  Update: {
                    "access_id"?: never,"amount"?: number | null,"amount_is_estimate"?: boolean,"board_position"?: number,"closed_at"?: string | null,"competitor_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"currency"?: string,"custom"?: Json | null,"custom_number_1"?: number | null,"custom_number_2"?: number | null,"custom_number_3"?: number | null,"custom_number_4"?: number | null,"custom_number_5"?: number | null,"custom_number_6"?: number | null,"custom_number_7"?: number | null,"custom_number_8"?: number | null,"custom_text_1"?: string | null,"custom_text_10"?: string | null,"custom_text_11"?: string | null,"custom_text_12"?: string | null,"custom_text_13"?: string | null,"custom_text_14"?: string | null,"custom_text_15"?: string | null,"custom_text_16"?: string | null,"custom_text_17"?: string | null,"custom_text_18"?: string | null,"custom_text_19"?: string | null,"custom_text_2"?: string | null,"custom_text_20"?: string | null,"custom_text_21"?: string | null,"custom_text_22"?: string | null,"custom_text_23"?: string | null,"custom_text_24"?: string | null,"custom_text_3"?: string | null,"custom_text_4"?: string | null,"custom_text_5"?: string | null,"custom_text_6"?: string | null,"custom_text_7"?: string | null,"custom_text_8"?: string | null,"custom_text_9"?: string | null,"customer_id"?: string | null,"deleted_at"?: string | null,"description"?: string | null,"expected_close_date"?: string | null,"external_id"?: string | null,"id"?: string,"last_activity_at"?: string | null,"lost_note"?: string | null,"lost_reason_id"?: string | null,"name"?: string,"next_step"?: string | null,"next_step_at"?: string | null,"number"?: never,"opened_at"?: string,"outcome"?: string,"owner_id"?: string | null,"pipeline_id"?: string,"search_text"?: string,"shared"?: boolean,"source"?: string | null,"stage_entered_at"?: string,"stage_id"?: string,"stale_on"?: string | null,"team_id"?: string | null,"updated_at"?: string,"updated_by"?: string | null,"win_probability"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "deals_competitor_id_fkey"
      columns: ["competitor_id"]
isOneToOne: false
      referencedRelation: "competitors"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deals_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deals_customer_id_fkey"
      columns: ["customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deals_lost_reason_id_fkey"
      columns: ["lost_reason_id"]
isOneToOne: false
      referencedRelation: "lost_reasons"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deals_owner_id_fkey"
      columns: ["owner_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deals_pipeline_id_fkey"
      columns: ["pipeline_id"]
isOneToOne: false
      referencedRelation: "pipelines"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deals_stage_id_fkey"
      columns: ["stage_id"]
isOneToOne: false
      referencedRelation: "pipeline_stages"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deals_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deals_updated_by_fkey"
      columns: ["updated_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"departments": {
                  Row: {
                    "created_at": string,"id": string,"key": string,"name": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"key": string,"name": string,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"key"?: string,"name"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"event_participants": {
                  Row: {
                    "access_id": string,"answer": string,"contact_id": string | null,"created_at": string,"email": string | null,"event_id": string,"id": string,"profile_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"answer"?: string,"contact_id"?: string | null,"created_at"?: string,"email"?: string | null,"event_id": string,"id"?: string,"profile_id"?: string | null
                  }
                  Update: {
                    "access_id"?: string,"answer"?: string,"contact_id"?: string | null,"created_at"?: string,"email"?: string | null,"event_id"?: string,"id"?: string,"profile_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "event_participants_contact_id_fkey"
      columns: ["contact_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "event_participants_event_id_fkey"
      columns: ["event_id"]
isOneToOne: false
      referencedRelation: "events"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "event_participants_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"events": {
                  Row: {
                    "access_id": string,"all_day": boolean,"created_at": string,"created_by": string | null,"customer_id": string | null,"deal_id": string | null,"deleted_at": string | null,"description": string | null,"ends_at": string,"id": string,"is_private": boolean,"owner_id": string | null,"place": string | null,"shared": boolean,"starts_at": string,"team_id": string | null,"ticket_id": string | null,"title": string,"updated_at": string,"updated_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id"?: never,"all_day"?: boolean,"created_at"?: string,"created_by"?: string | null,"customer_id"?: string | null,"deal_id"?: string | null,"deleted_at"?: string | null,"description"?: string | null,"ends_at": string,"id"?: string,"is_private"?: boolean,"owner_id"?: string | null,"place"?: string | null,"shared"?: boolean,"starts_at": string,"team_id"?: string | null,"ticket_id"?: string | null,"title": string,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Update: {
                    "access_id"?: never,"all_day"?: boolean,"created_at"?: string,"created_by"?: string | null,"customer_id"?: string | null,"deal_id"?: string | null,"deleted_at"?: string | null,"description"?: string | null,"ends_at"?: string,"id"?: string,"is_private"?: boolean,"owner_id"?: string | null,"place"?: string | null,"shared"?: boolean,"starts_at"?: string,"team_id"?: string | null,"ticket_id"?: string | null,"title"?: string,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "events_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "events_customer_id_fkey"
      columns: ["customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "events_deal_id_fkey"
      columns: ["deal_id"]
isOneToOne: false
      referencedRelation: "deals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "events_owner_id_fkey"
      columns: ["owner_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "events_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "events_ticket_id_fkey"
      columns: ["ticket_id"]
isOneToOne: false
      referencedRelation: "tickets"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "events_updated_by_fkey"
      columns: ["updated_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"exchange_rates": {
                  Row: {
                    "created_at": string,"currency": string,"rate": number,"updated_at": string,"valid_from": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"currency": string,"rate": number,"updated_at"?: string,"valid_from": string
                  }
                  Update: {
                    "created_at"?: string,"currency"?: string,"rate"?: number,"updated_at"?: string,"valid_from"?: string
                  }
                  Relationships: [
                    
                  ]
                },"field_groups": {
                  Row: {
                    "column_name": string,"resource": string,"table_name": string
                  }
                  ComputedFields: never
                  Insert: {
                    "column_name": string,"resource": string,"table_name": string
                  }
                  Update: {
                    "column_name"?: string,"resource"?: string,"table_name"?: string
                  }
                  Relationships: [
                    
                  ]
                },"followers": {
                  Row: {
                    "created_at": string,"following": boolean,"profile_id": string,"record_id": string,"resource": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"following"?: boolean,"profile_id": string,"record_id": string,"resource": string
                  }
                  Update: {
                    "created_at"?: string,"following"?: boolean,"profile_id"?: string,"record_id"?: string,"resource"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "followers_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"forecast_adjustments": {
                  Row: {
                    "access_id": string,"amount": number,"created_at": string,"created_by": string | null,"currency": string,"id": string,"note": string | null,"profile_id": string | null,"quarter_start": string,"team_id": string | null,"updated_at": string,"updated_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id"?: never,"amount": number,"created_at"?: string,"created_by"?: string | null,"currency": string,"id"?: string,"note"?: string | null,"profile_id"?: string | null,"quarter_start": string,"team_id"?: string | null,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Update: {
                    "access_id"?: never,"amount"?: number,"created_at"?: string,"created_by"?: string | null,"currency"?: string,"id"?: string,"note"?: string | null,"profile_id"?: string | null,"quarter_start"?: string,"team_id"?: string | null,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "forecast_adjustments_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "forecast_adjustments_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "forecast_adjustments_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "forecast_adjustments_updated_by_fkey"
      columns: ["updated_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"forecast_snapshots": {
                  Row: {
                    "access_id": string,"best_case": number,"closed": number,"commit": number,"currency": string,"id": string,"pipeline": number,"profile_id": string | null,"quarter_start": string,"taken_on": string,"team_id": string | null,"weighted": number
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id"?: never,"best_case": number,"closed": number,"commit": number,"currency": string,"id"?: string,"pipeline": number,"profile_id"?: string | null,"quarter_start": string,"taken_on": string,"team_id"?: string | null,"weighted": number
                  }
                  Update: {
                    "access_id"?: never,"best_case"?: number,"closed"?: number,"commit"?: number,"currency"?: string,"id"?: string,"pipeline"?: number,"profile_id"?: string | null,"quarter_start"?: string,"taken_on"?: string,"team_id"?: string | null,"weighted"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "forecast_snapshots_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "forecast_snapshots_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    }
                  ]
                },"goals": {
                  Row: {
                    "access_id": string,"created_at": string,"created_by": string | null,"currency": string | null,"deleted_at": string | null,"id": string,"metric": string,"period_end": string,"period_start": string,"profile_id": string | null,"target": number,"team_id": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id"?: never,"created_at"?: string,"created_by"?: string | null,"currency"?: string | null,"deleted_at"?: string | null,"id"?: string,"metric": string,"period_end": string,"period_start": string,"profile_id"?: string | null,"target": number,"team_id"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "access_id"?: never,"created_at"?: string,"created_by"?: string | null,"currency"?: string | null,"deleted_at"?: string | null,"id"?: string,"metric"?: string,"period_end"?: string,"period_start"?: string,"profile_id"?: string | null,"target"?: number,"team_id"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "goals_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "goals_metric_fkey"
      columns: ["metric"]
isOneToOne: false
      referencedRelation: "metrics"
      referencedColumns: ["key"]
    },{
      foreignKeyName: "goals_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "goals_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    }
                  ]
                },"import_jobs": {
                  Row: {
                    "columns": (string)[],"counts": NonNullable<Json>,"created_at": string,"created_by": string,"file_hash": string | null,"file_name": string,"file_size": number,"finished_at": string | null,"id": string,"made": NonNullable<Json>,"mapping": NonNullable<Json>,"position": number,"resource": string,"signature": string,"status": string,"total_rows": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "columns": (string)[],"counts"?: NonNullable<Json>,"created_at"?: string,"created_by": string,"file_hash"?: string | null,"file_name": string,"file_size": number,"finished_at"?: string | null,"id"?: string,"made"?: NonNullable<Json>,"mapping": NonNullable<Json>,"position"?: number,"resource": string,"signature": string,"status"?: string,"total_rows"?: number,"updated_at"?: string
                  }
                  Update: {
                    "columns"?: (string)[],"counts"?: NonNullable<Json>,"created_at"?: string,"created_by"?: string,"file_hash"?: string | null,"file_name"?: string,"file_size"?: number,"finished_at"?: string | null,"id"?: string,"made"?: NonNullable<Json>,"mapping"?: NonNullable<Json>,"position"?: number,"resource"?: string,"signature"?: string,"status"?: string,"total_rows"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "import_jobs_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"import_rows": {
                  Row: {
                    "action": string | null,"before": Json | null,"data": NonNullable<Json>,"duplicate_of": number | null,"issues": NonNullable<Json>,"job_id": string,"match_key": string | null,"name_key": string | null,"notes": (string)[],"part_of": number | null,"raw": NonNullable<Json>,"record_id": string | null,"refused": boolean,"row_number": number,"status": string,"version": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "action"?: string | null,"before"?: Json | null,"data": NonNullable<Json>,"duplicate_of"?: number | null,"issues"?: NonNullable<Json>,"job_id": string,"match_key"?: string | null,"name_key"?: string | null,"notes"?: (string)[],"part_of"?: number | null,"raw": NonNullable<Json>,"record_id"?: string | null,"refused"?: never,"row_number": number,"status"?: string,"version"?: string | null
                  }
                  Update: {
                    "action"?: string | null,"before"?: Json | null,"data"?: NonNullable<Json>,"duplicate_of"?: number | null,"issues"?: NonNullable<Json>,"job_id"?: string,"match_key"?: string | null,"name_key"?: string | null,"notes"?: (string)[],"part_of"?: number | null,"raw"?: NonNullable<Json>,"record_id"?: string | null,"refused"?: never,"row_number"?: number,"status"?: string,"version"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "import_rows_job_id_fkey"
      columns: ["job_id"]
isOneToOne: false
      referencedRelation: "import_jobs"
      referencedColumns: ["id"]
    }
                  ]
                },"jobs": {
                  Row: {
                    "description": string,"enabled": boolean,"every": string,"function_name": string,"last_duration_ms": number | null,"last_error": string | null,"last_run_at": string | null,"name": string,"next_run_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "description": string,"enabled"?: boolean,"every": string,"function_name": string,"last_duration_ms"?: number | null,"last_error"?: string | null,"last_run_at"?: string | null,"name": string,"next_run_at"?: string
                  }
                  Update: {
                    "description"?: string,"enabled"?: boolean,"every"?: string,"function_name"?: string,"last_duration_ms"?: number | null,"last_error"?: string | null,"last_run_at"?: string | null,"name"?: string,"next_run_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"list_layouts": {
                  Row: {
                    "columns": (string)[] | null,"created_at": string,"density": string | null,"profile_id": string,"resource": string,"updated_at": string,"view_id": string | null,"widths": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "columns"?: (string)[] | null,"created_at"?: string,"density"?: string | null,"profile_id"?: string,"resource": string,"updated_at"?: string,"view_id"?: string | null,"widths"?: NonNullable<Json>
                  }
                  Update: {
                    "columns"?: (string)[] | null,"created_at"?: string,"density"?: string | null,"profile_id"?: string,"resource"?: string,"updated_at"?: string,"view_id"?: string | null,"widths"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "list_layouts_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "list_layouts_view_id_fkey"
      columns: ["view_id"]
isOneToOne: false
      referencedRelation: "saved_views"
      referencedColumns: ["id"]
    }
                  ]
                },"lost_reasons": {
                  Row: {
                    "active": boolean,"created_at": string,"id": string,"key": string,"name": string,"position": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "active"?: boolean,"created_at"?: string,"id"?: string,"key": string,"name": string,"position"?: number,"updated_at"?: string
                  }
                  Update: {
                    "active"?: boolean,"created_at"?: string,"id"?: string,"key"?: string,"name"?: string,"position"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"mailbox_messages": {
                  Row: {
                    "body_html": string | null,"body_text": string,"calendar": string | null,"id": string,"outbox_id": string,"received_at": string,"recipient": string,"subject": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body_html"?: string | null,"body_text": string,"calendar"?: string | null,"id"?: string,"outbox_id": string,"received_at"?: string,"recipient": string,"subject": string
                  }
                  Update: {
                    "body_html"?: string | null,"body_text"?: string,"calendar"?: string | null,"id"?: string,"outbox_id"?: string,"received_at"?: string,"recipient"?: string,"subject"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "mailbox_messages_outbox_id_fkey"
      columns: ["outbox_id"]
isOneToOne: true
      referencedRelation: "outbox"
      referencedColumns: ["id"]
    }
                  ]
                },"metric_dimensions": {
                  Row: {
                    "cell_moments": (string)[],"drill_field": string | null,"join_sql": string,"key": string,"key_sql": string,"kind": string,"label_join_sql": string,"label_sql": string | null,"order_sql": string | null,"shared": boolean,"source": string
                  }
                  ComputedFields: never
                  Insert: {
                    "cell_moments"?: (string)[],"drill_field"?: string | null,"join_sql"?: string,"key": string,"key_sql": string,"kind": string,"label_join_sql"?: string,"label_sql"?: string | null,"order_sql"?: string | null,"shared"?: boolean,"source": string
                  }
                  Update: {
                    "cell_moments"?: (string)[],"drill_field"?: string | null,"join_sql"?: string,"key"?: string,"key_sql"?: string,"kind"?: string,"label_join_sql"?: string,"label_sql"?: string | null,"order_sql"?: string | null,"shared"?: boolean,"source"?: string
                  }
                  Relationships: [
                    
                  ]
                },"metric_functions": {
                  Row: {
                    "comment": string,"filters": (string)[],"function_name": string,"key": string,"needs": string,"source": string
                  }
                  ComputedFields: never
                  Insert: {
                    "comment": string,"filters"?: (string)[],"function_name": string,"key": string,"needs": string,"source"?: string
                  }
                  Update: {
                    "comment"?: string,"filters"?: (string)[],"function_name"?: string,"key"?: string,"needs"?: string,"source"?: string
                  }
                  Relationships: [
                    
                  ]
                },"metrics": {
                  Row: {
                    "cell_moment": string | null,"cell_value_sql": string | null,"cells": string | null,"condition_sql": string | null,"denominator": string | null,"drill": NonNullable<Json>,"join_sql": string,"key": string,"numerator": string | null,"source": string,"time_sql": string | null,"unit": string,"value_sql": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "cell_moment"?: string | null,"cell_value_sql"?: string | null,"cells"?: string | null,"condition_sql"?: string | null,"denominator"?: string | null,"drill"?: NonNullable<Json>,"join_sql"?: string,"key": string,"numerator"?: string | null,"source": string,"time_sql"?: string | null,"unit": string,"value_sql"?: string | null
                  }
                  Update: {
                    "cell_moment"?: string | null,"cell_value_sql"?: string | null,"cells"?: string | null,"condition_sql"?: string | null,"denominator"?: string | null,"drill"?: NonNullable<Json>,"join_sql"?: string,"key"?: string,"numerator"?: string | null,"source"?: string,"time_sql"?: string | null,"unit"?: string,"value_sql"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "metrics_denominator_fkey"
      columns: ["denominator"]
isOneToOne: false
      referencedRelation: "metrics"
      referencedColumns: ["key"]
    },{
      foreignKeyName: "metrics_numerator_fkey"
      columns: ["numerator"]
isOneToOne: false
      referencedRelation: "metrics"
      referencedColumns: ["key"]
    }
                  ]
                },"notification_settings": {
                  Row: {
                    "digest_at": string,"kinds": NonNullable<Json>,"profile_id": string,"quiet_from": string | null,"quiet_until": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "digest_at"?: string,"kinds"?: NonNullable<Json>,"profile_id": string,"quiet_from"?: string | null,"quiet_until"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "digest_at"?: string,"kinds"?: NonNullable<Json>,"profile_id"?: string,"quiet_from"?: string | null,"quiet_until"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notification_settings_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: true
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"notifications": {
                  Row: {
                    "actor_id": string | null,"created_at": string,"data": NonNullable<Json>,"how_many": number,"id": string,"in_app": boolean,"kind": string,"mail": string,"mailed_at": string | null,"profile_id": string,"read_at": string | null,"record_id": string | null,"resource": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"created_at"?: string,"data"?: NonNullable<Json>,"how_many"?: number,"id"?: string,"in_app"?: boolean,"kind": string,"mail"?: string,"mailed_at"?: string | null,"profile_id": string,"read_at"?: string | null,"record_id"?: string | null,"resource": string
                  }
                  Update: {
                    "actor_id"?: string | null,"created_at"?: string,"data"?: NonNullable<Json>,"how_many"?: number,"id"?: string,"in_app"?: boolean,"kind"?: string,"mail"?: string,"mailed_at"?: string | null,"profile_id"?: string,"read_at"?: string | null,"record_id"?: string | null,"resource"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notifications_actor_id_fkey"
      columns: ["actor_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notifications_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"order_items": {
                  Row: {
                    "access_id": string,"amount": number,"created_at": string,"customer_access_id": string | null,"discount_rate": number,"id": string,"order_id": string,"position": number,"product_id": string,"quantity": number,"unit_price": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"amount"?: never,"created_at"?: string,"customer_access_id"?: string | null,"discount_rate"?: number,"id"?: string,"order_id": string,"position"?: number,"product_id": string,"quantity"?: number,"unit_price": number,"updated_at"?: string
                  }
                  Update: {
                    "access_id"?: string,"amount"?: never,"created_at"?: string,"customer_access_id"?: string | null,"discount_rate"?: number,"id"?: string,"order_id"?: string,"position"?: number,"product_id"?: string,"quantity"?: number,"unit_price"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "order_items_order_id_fkey"
      columns: ["order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "order_items_product_id_fkey"
      columns: ["product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["id"]
    }
                  ]
                },"orders": {
                  Row: {
                    "access_id": string,"created_at": string,"created_by": string | null,"currency": string,"customer_access_id": string | null,"customer_id": string,"deal_id": string | null,"deleted_at": string | null,"external_id": string | null,"id": string,"number": number,"ordered_at": string,"owner_id": string | null,"search_text": string,"shared": boolean,"status": string,"team_id": string | null,"total": number,"updated_at": string,"updated_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id"?: never,"created_at"?: string,"created_by"?: string | null,"currency"?: string,"customer_access_id"?: string | null,"customer_id": string,"deal_id"?: string | null,"deleted_at"?: string | null,"external_id"?: string | null,"id"?: string,"number"?: never,"ordered_at"?: string,"owner_id"?: string | null,"search_text"?: never,"shared"?: boolean,"status"?: string,"team_id"?: string | null,"total"?: number,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Update: {
                    "access_id"?: never,"created_at"?: string,"created_by"?: string | null,"currency"?: string,"customer_access_id"?: string | null,"customer_id"?: string,"deal_id"?: string | null,"deleted_at"?: string | null,"external_id"?: string | null,"id"?: string,"number"?: never,"ordered_at"?: string,"owner_id"?: string | null,"search_text"?: never,"shared"?: boolean,"status"?: string,"team_id"?: string | null,"total"?: number,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "orders_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "orders_customer_id_fkey"
      columns: ["customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "orders_deal_id_fkey"
      columns: ["deal_id"]
isOneToOne: false
      referencedRelation: "deals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "orders_owner_id_fkey"
      columns: ["owner_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "orders_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "orders_updated_by_fkey"
      columns: ["updated_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"outbox": {
                  Row: {
                    "attempts": number,"body_html": string | null,"body_text": string,"created_at": string,"dedupe_key": string | null,"id": string,"invitation": Json | null,"kind": string,"last_error": string | null,"next_attempt_at": string,"recipient": string,"sent_at": string | null,"status": string,"subject": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"body_html"?: string | null,"body_text": string,"created_at"?: string,"dedupe_key"?: string | null,"id"?: string,"invitation"?: Json | null,"kind"?: string,"last_error"?: string | null,"next_attempt_at"?: string,"recipient": string,"sent_at"?: string | null,"status"?: string,"subject": string
                  }
                  Update: {
                    "attempts"?: number,"body_html"?: string | null,"body_text"?: string,"created_at"?: string,"dedupe_key"?: string | null,"id"?: string,"invitation"?: Json | null,"kind"?: string,"last_error"?: string | null,"next_attempt_at"?: string,"recipient"?: string,"sent_at"?: string | null,"status"?: string,"subject"?: string
                  }
                  Relationships: [
                    
                  ]
                },"pipeline_stages": {
                  Row: {
                    "active": boolean,"created_at": string,"id": string,"key": string,"max_age_days": number | null,"name": string,"outcome": string,"pipeline_id": string,"position": number,"updated_at": string,"win_probability": number
                  }
                  ComputedFields: never
                  Insert: {
                    "active"?: boolean,"created_at"?: string,"id"?: string,"key": string,"max_age_days"?: number | null,"name": string,"outcome"?: string,"pipeline_id": string,"position": number,"updated_at"?: string,"win_probability": number
                  }
                  Update: {
                    "active"?: boolean,"created_at"?: string,"id"?: string,"key"?: string,"max_age_days"?: number | null,"name"?: string,"outcome"?: string,"pipeline_id"?: string,"position"?: number,"updated_at"?: string,"win_probability"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "pipeline_stages_pipeline_id_fkey"
      columns: ["pipeline_id"]
isOneToOne: false
      referencedRelation: "pipelines"
      referencedColumns: ["id"]
    }
                  ]
                },"pipelines": {
                  Row: {
                    "active": boolean,"created_at": string,"id": string,"is_default": boolean,"name": string,"position": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "active"?: boolean,"created_at"?: string,"id"?: string,"is_default"?: boolean,"name": string,"position"?: number,"updated_at"?: string
                  }
                  Update: {
                    "active"?: boolean,"created_at"?: string,"id"?: string,"is_default"?: boolean,"name"?: string,"position"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"product_costs": {
                  Row: {
                    "cost": number,"created_at": string,"product_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "cost": number,"created_at"?: string,"product_id": string,"updated_at"?: string
                  }
                  Update: {
                    "cost"?: number,"created_at"?: string,"product_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "product_costs_product_id_fkey"
      columns: ["product_id"]
isOneToOne: true
      referencedRelation: "products"
      referencedColumns: ["id"]
    }
                  ]
                },"products": {
                  Row: {
                    "active": boolean,"created_at": string,"currency": string,"id": string,"list_price": number,"name": string,"product_line": string | null,"sku": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "active"?: boolean,"created_at"?: string,"currency"?: string,"id"?: string,"list_price"?: number,"name": string,"product_line"?: string | null,"sku": string,"updated_at"?: string
                  }
                  Update: {
                    "active"?: boolean,"created_at"?: string,"currency"?: string,"id"?: string,"list_price"?: number,"name"?: string,"product_line"?: string | null,"sku"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"profile_roles": {
                  Row: {
                    "created_at": string,"profile_id": string,"role_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"profile_id": string,"role_id": string
                  }
                  Update: {
                    "created_at"?: string,"profile_id"?: string,"role_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "profile_roles_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "profile_roles_role_id_fkey"
      columns: ["role_id"]
isOneToOne: false
      referencedRelation: "roles"
      referencedColumns: ["id"]
    }
                  ]
                },"profiles": {
                  Row: {
                    "active": boolean,"avatar": string | null,"created_at": string,"department_id": string | null,"email": string | null,"full_name": string,"id": string,"job_title": string | null,"locale": string | null,"manager_id": string | null,"phone": string | null,"search_text": string,"team_id": string | null,"theme": string | null,"timezone": string | null,"updated_at": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "active"?: boolean,"avatar"?: string | null,"created_at"?: string,"department_id"?: string | null,"email"?: string | null,"full_name": string,"id"?: string,"job_title"?: string | null,"locale"?: string | null,"manager_id"?: string | null,"phone"?: string | null,"search_text"?: string,"team_id"?: string | null,"theme"?: string | null,"timezone"?: string | null,"updated_at"?: string,"user_id"?: string | null
                  }
                  Update: {
                    "active"?: boolean,"avatar"?: string | null,"created_at"?: string,"department_id"?: string | null,"email"?: string | null,"full_name"?: string,"id"?: string,"job_title"?: string | null,"locale"?: string | null,"manager_id"?: string | null,"phone"?: string | null,"search_text"?: string,"team_id"?: string | null,"theme"?: string | null,"timezone"?: string | null,"updated_at"?: string,"user_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "profiles_department_id_fkey"
      columns: ["department_id"]
isOneToOne: false
      referencedRelation: "departments"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "profiles_manager_id_fkey"
      columns: ["manager_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "profiles_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    }
                  ]
                },"record_shares": {
                  Row: {
                    "access": string,"created_at": string,"created_by": string | null,"id": string,"profile_id": string | null,"record_id": string,"resource": string,"team_id": string | null,"until": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access"?: string,"created_at"?: string,"created_by"?: string | null,"id"?: string,"profile_id"?: string | null,"record_id": string,"resource": string,"team_id"?: string | null,"until"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "access"?: string,"created_at"?: string,"created_by"?: string | null,"id"?: string,"profile_id"?: string | null,"record_id"?: string,"resource"?: string,"team_id"?: string | null,"until"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "record_shares_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "record_shares_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "record_shares_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    }
                  ]
                },"resource_actions": {
                  Row: {
                    "action": string,"resource": string,"scoped": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"resource": string,"scoped"?: boolean
                  }
                  Update: {
                    "action"?: string,"resource"?: string,"scoped"?: boolean
                  }
                  Relationships: [
                    
                  ]
                },"role_permissions": {
                  Row: {
                    "action": string,"resource": string,"role_id": string,"scope": Database["public"]['Enums']["access_scope"]
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"resource": string,"role_id": string,"scope": Database["public"]['Enums']["access_scope"]
                  }
                  Update: {
                    "action"?: string,"resource"?: string,"role_id"?: string,"scope"?: Database["public"]['Enums']["access_scope"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "role_permissions_resource_action_fkey"
      columns: ["resource","action"]
isOneToOne: false
      referencedRelation: "resource_actions"
      referencedColumns: ["resource","action"]
    },{
      foreignKeyName: "role_permissions_role_id_fkey"
      columns: ["role_id"]
isOneToOne: false
      referencedRelation: "roles"
      referencedColumns: ["id"]
    }
                  ]
                },"roles": {
                  Row: {
                    "created_at": string,"id": string,"key": string,"name": string,"shipped": boolean,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"key": string,"name": string,"shipped"?: boolean,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"key"?: string,"name"?: string,"shipped"?: boolean,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"saved_views": {
                  Row: {
                    "columns": (string)[] | null,"created_at": string,"density": string | null,"filters": NonNullable<Json>,"for_all": boolean,"id": string,"mine": boolean,"name": string,"profile_id": string,"resource": string,"search": string,"sort": string | null,"team_id": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "columns"?: (string)[] | null,"created_at"?: string,"density"?: string | null,"filters"?: NonNullable<Json>,"for_all"?: boolean,"id"?: string,"mine"?: boolean,"name": string,"profile_id"?: string,"resource": string,"search"?: string,"sort"?: string | null,"team_id"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "columns"?: (string)[] | null,"created_at"?: string,"density"?: string | null,"filters"?: NonNullable<Json>,"for_all"?: boolean,"id"?: string,"mine"?: boolean,"name"?: string,"profile_id"?: string,"resource"?: string,"search"?: string,"sort"?: string | null,"team_id"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "saved_views_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "saved_views_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    }
                  ]
                },"settings": {
                  Row: {
                    "base_currency": string,"created_at": string,"fiscal_year_start": number,"id": string,"locale": string,"organisation": string,"stale_after_days": number,"timezone": string,"updated_at": string,"week_start": number,"working_days": (number)[] | null,"working_from": string,"working_until": string
                  }
                  ComputedFields: never
                  Insert: {
                    "base_currency"?: string,"created_at"?: string,"fiscal_year_start"?: number,"id"?: string,"locale"?: string,"organisation": string,"stale_after_days"?: number,"timezone"?: string,"updated_at"?: string,"week_start"?: number,"working_days"?: (number)[] | null,"working_from"?: string,"working_until"?: string
                  }
                  Update: {
                    "base_currency"?: string,"created_at"?: string,"fiscal_year_start"?: number,"id"?: string,"locale"?: string,"organisation"?: string,"stale_after_days"?: number,"timezone"?: string,"updated_at"?: string,"week_start"?: number,"working_days"?: (number)[] | null,"working_from"?: string,"working_until"?: string
                  }
                  Relationships: [
                    
                  ]
                },"stage_norms": {
                  Row: {
                    "computed_at": string,"median_days": number,"stage_id": string,"stays": number
                  }
                  ComputedFields: never
                  Insert: {
                    "computed_at"?: string,"median_days": number,"stage_id": string,"stays": number
                  }
                  Update: {
                    "computed_at"?: string,"median_days"?: number,"stage_id"?: string,"stays"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "stage_norms_stage_id_fkey"
      columns: ["stage_id"]
isOneToOne: true
      referencedRelation: "pipeline_stages"
      referencedColumns: ["id"]
    }
                  ]
                },"stand_ins": {
                  Row: {
                    "access": string,"created_at": string,"created_by": string | null,"ends_at": string,"ends_on": string,"id": string,"lender_id": string,"resources": (string)[] | null,"stand_in_id": string,"starts_at": string,"starts_on": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access"?: string,"created_at"?: string,"created_by"?: string | null,"ends_at": string,"ends_on": string,"id"?: string,"lender_id": string,"resources"?: (string)[] | null,"stand_in_id": string,"starts_at": string,"starts_on": string,"updated_at"?: string
                  }
                  Update: {
                    "access"?: string,"created_at"?: string,"created_by"?: string | null,"ends_at"?: string,"ends_on"?: string,"id"?: string,"lender_id"?: string,"resources"?: (string)[] | null,"stand_in_id"?: string,"starts_at"?: string,"starts_on"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "stand_ins_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "stand_ins_lender_id_fkey"
      columns: ["lender_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "stand_ins_stand_in_id_fkey"
      columns: ["stand_in_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"tags": {
                  Row: {
                    "color": string,"created_at": string,"id": string,"name": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "color"?: string,"created_at"?: string,"id"?: string,"name": string,"updated_at"?: string
                  }
                  Update: {
                    "color"?: string,"created_at"?: string,"id"?: string,"name"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"task_checklist_items": {
                  Row: {
                    "access_id": string,"created_at": string,"done": boolean,"id": string,"position": number,"task_id": string,"title": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"created_at"?: string,"done"?: boolean,"id"?: string,"position"?: number,"task_id": string,"title": string
                  }
                  Update: {
                    "access_id"?: string,"created_at"?: string,"done"?: boolean,"id"?: string,"position"?: number,"task_id"?: string,"title"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "task_checklist_items_task_id_fkey"
      columns: ["task_id"]
isOneToOne: false
      referencedRelation: "tasks"
      referencedColumns: ["id"]
    }
                  ]
                },"task_tags": {
                  Row: {
                    "access_id": string,"tag_id": string,"task_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"tag_id": string,"task_id": string
                  }
                  Update: {
                    "access_id"?: string,"tag_id"?: string,"task_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "task_tags_tag_id_fkey"
      columns: ["tag_id"]
isOneToOne: false
      referencedRelation: "tags"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "task_tags_task_id_fkey"
      columns: ["task_id"]
isOneToOne: false
      referencedRelation: "tasks"
      referencedColumns: ["id"]
    }
                  ]
                },"tasks": {
                  Row: {
                    "access_id": string,"assignee_id": string | null,"completed_at": string | null,"contact_id": string | null,"created_at": string,"created_by": string | null,"customer_id": string | null,"deal_id": string | null,"deleted_at": string | null,"description": string | null,"due_at": string | null,"id": string,"is_open": boolean,"next_id": string | null,"number": number,"parent_id": string | null,"priority": string,"priority_rank": number,"remind_at": string | null,"remind_minutes": number | null,"repeat_day": number | null,"repeat_rule": string | null,"search_text": string,"shared": boolean,"status": string,"team_id": string | null,"ticket_id": string | null,"title": string,"updated_at": string,"updated_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id"?: never,"assignee_id"?: string | null,"completed_at"?: string | null,"contact_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"customer_id"?: string | null,"deal_id"?: string | null,"deleted_at"?: string | null,"description"?: string | null,"due_at"?: string | null,"id"?: string,"is_open"?: never,"next_id"?: string | null,"number"?: never,"parent_id"?: string | null,"priority"?: string,"priority_rank"?: never,"remind_at"?: string | null,"remind_minutes"?: number | null,"repeat_day"?: number | null,"repeat_rule"?: string | null,"search_text"?: string,"shared"?: boolean,"status"?: string,"team_id"?: string | null,"ticket_id"?: string | null,"title": string,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Update: {
                    "access_id"?: never,"assignee_id"?: string | null,"completed_at"?: string | null,"contact_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"customer_id"?: string | null,"deal_id"?: string | null,"deleted_at"?: string | null,"description"?: string | null,"due_at"?: string | null,"id"?: string,"is_open"?: never,"next_id"?: string | null,"number"?: never,"parent_id"?: string | null,"priority"?: string,"priority_rank"?: never,"remind_at"?: string | null,"remind_minutes"?: number | null,"repeat_day"?: number | null,"repeat_rule"?: string | null,"search_text"?: string,"shared"?: boolean,"status"?: string,"team_id"?: string | null,"ticket_id"?: string | null,"title"?: string,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "tasks_assignee_id_fkey"
      columns: ["assignee_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tasks_contact_id_fkey"
      columns: ["contact_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tasks_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tasks_customer_id_fkey"
      columns: ["customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tasks_deal_id_fkey"
      columns: ["deal_id"]
isOneToOne: false
      referencedRelation: "deals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tasks_next_id_fkey"
      columns: ["next_id"]
isOneToOne: false
      referencedRelation: "tasks"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tasks_parent_id_fkey"
      columns: ["parent_id"]
isOneToOne: false
      referencedRelation: "tasks"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tasks_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tasks_ticket_id_fkey"
      columns: ["ticket_id"]
isOneToOne: false
      referencedRelation: "tickets"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tasks_updated_by_fkey"
      columns: ["updated_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"teams": {
                  Row: {
                    "created_at": string,"department_id": string | null,"id": string,"lead_id": string | null,"name": string,"parent_id": string | null,"region": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"department_id"?: string | null,"id"?: string,"lead_id"?: string | null,"name": string,"parent_id"?: string | null,"region"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"department_id"?: string | null,"id"?: string,"lead_id"?: string | null,"name"?: string,"parent_id"?: string | null,"region"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "teams_department_id_fkey"
      columns: ["department_id"]
isOneToOne: false
      referencedRelation: "departments"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "teams_lead_id_fkey"
      columns: ["lead_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "teams_parent_id_fkey"
      columns: ["parent_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    }
                  ]
                },"ticket_events": {
                  Row: {
                    "access_id": string,"changed_by": string | null,"from_value": string | null,"happened_at": string,"id": string,"kind": string,"ticket_id": string,"to_value": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"changed_by"?: string | null,"from_value"?: string | null,"happened_at"?: string,"id"?: string,"kind": string,"ticket_id": string,"to_value"?: string | null
                  }
                  Update: {
                    "access_id"?: string,"changed_by"?: string | null,"from_value"?: string | null,"happened_at"?: string,"id"?: string,"kind"?: string,"ticket_id"?: string,"to_value"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "ticket_events_changed_by_fkey"
      columns: ["changed_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ticket_events_ticket_id_fkey"
      columns: ["ticket_id"]
isOneToOne: false
      referencedRelation: "tickets"
      referencedColumns: ["id"]
    }
                  ]
                },"ticket_messages": {
                  Row: {
                    "access_id": string,"author_id": string | null,"body": string,"contact_id": string | null,"created_at": string,"direction": string,"id": string,"kind": string,"sent_at": string,"ticket_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"author_id"?: string | null,"body": string,"contact_id"?: string | null,"created_at"?: string,"direction"?: string,"id"?: string,"kind"?: string,"sent_at"?: string,"ticket_id": string
                  }
                  Update: {
                    "access_id"?: string,"author_id"?: string | null,"body"?: string,"contact_id"?: string | null,"created_at"?: string,"direction"?: string,"id"?: string,"kind"?: string,"sent_at"?: string,"ticket_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ticket_messages_author_id_fkey"
      columns: ["author_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ticket_messages_contact_id_fkey"
      columns: ["contact_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ticket_messages_ticket_id_fkey"
      columns: ["ticket_id"]
isOneToOne: false
      referencedRelation: "tickets"
      referencedColumns: ["id"]
    }
                  ]
                },"ticket_queue_members": {
                  Row: {
                    "profile_id": string,"queue_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "profile_id": string,"queue_id": string
                  }
                  Update: {
                    "profile_id"?: string,"queue_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ticket_queue_members_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ticket_queue_members_queue_id_fkey"
      columns: ["queue_id"]
isOneToOne: false
      referencedRelation: "ticket_queues"
      referencedColumns: ["id"]
    }
                  ]
                },"ticket_queues": {
                  Row: {
                    "created_at": string,"department_id": string | null,"id": string,"is_default": boolean,"name": string,"team_id": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"department_id"?: string | null,"id"?: string,"is_default"?: boolean,"name": string,"team_id"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"department_id"?: string | null,"id"?: string,"is_default"?: boolean,"name"?: string,"team_id"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ticket_queues_department_id_fkey"
      columns: ["department_id"]
isOneToOne: false
      referencedRelation: "departments"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ticket_queues_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    }
                  ]
                },"ticket_tags": {
                  Row: {
                    "access_id": string,"tag_id": string,"ticket_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id": string,"tag_id": string,"ticket_id": string
                  }
                  Update: {
                    "access_id"?: string,"tag_id"?: string,"ticket_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ticket_tags_tag_id_fkey"
      columns: ["tag_id"]
isOneToOne: false
      referencedRelation: "tags"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ticket_tags_ticket_id_fkey"
      columns: ["ticket_id"]
isOneToOne: false
      referencedRelation: "tickets"
      referencedColumns: ["id"]
    }
                  ]
                },"tickets": {
                  Row: {
                    "access_id": string,"assignee_id": string | null,"category": string | null,"channel": string,"contact_id": string | null,"created_at": string,"created_by": string | null,"customer_id": string | null,"deleted_at": string | null,"due_at": string | null,"first_response_at": string | null,"id": string,"number": number,"priority": string,"priority_rank": number,"product_id": string | null,"queue_id": string | null,"reopened_count": number,"search_text": string,"shared": boolean,"solved_at": string | null,"status": string,"subject": string,"updated_at": string,"updated_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "access_id"?: never,"assignee_id"?: string | null,"category"?: string | null,"channel"?: string,"contact_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"customer_id"?: string | null,"deleted_at"?: string | null,"due_at"?: string | null,"first_response_at"?: string | null,"id"?: string,"number"?: never,"priority"?: string,"priority_rank"?: never,"product_id"?: string | null,"queue_id"?: string | null,"reopened_count"?: number,"search_text"?: string,"shared"?: boolean,"solved_at"?: string | null,"status"?: string,"subject": string,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Update: {
                    "access_id"?: never,"assignee_id"?: string | null,"category"?: string | null,"channel"?: string,"contact_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"customer_id"?: string | null,"deleted_at"?: string | null,"due_at"?: string | null,"first_response_at"?: string | null,"id"?: string,"number"?: never,"priority"?: string,"priority_rank"?: never,"product_id"?: string | null,"queue_id"?: string | null,"reopened_count"?: number,"search_text"?: string,"shared"?: boolean,"solved_at"?: string | null,"status"?: string,"subject"?: string,"updated_at"?: string,"updated_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "tickets_assignee_id_fkey"
      columns: ["assignee_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tickets_contact_id_fkey"
      columns: ["contact_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tickets_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tickets_customer_id_fkey"
      columns: ["customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tickets_product_id_fkey"
      columns: ["product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tickets_queue_id_fkey"
      columns: ["queue_id"]
isOneToOne: false
      referencedRelation: "ticket_queues"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tickets_updated_by_fkey"
      columns: ["updated_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"time_entries": {
                  Row: {
                    "capped": boolean,"created_at": string,"customer_id": string | null,"deal_id": string | null,"deleted_at": string | null,"id": string,"minutes": number | null,"note": string | null,"profile_id": string,"record_id": string,"resource": string,"spent_on": string,"started_at": string | null,"task_id": string | null,"ticket_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "capped"?: boolean,"created_at"?: string,"customer_id"?: string | null,"deal_id"?: string | null,"deleted_at"?: string | null,"id"?: string,"minutes"?: number | null,"note"?: string | null,"profile_id": string,"record_id"?: never,"resource"?: never,"spent_on": string,"started_at"?: string | null,"task_id"?: string | null,"ticket_id"?: string | null
                  }
                  Update: {
                    "capped"?: boolean,"created_at"?: string,"customer_id"?: string | null,"deal_id"?: string | null,"deleted_at"?: string | null,"id"?: string,"minutes"?: number | null,"note"?: string | null,"profile_id"?: string,"record_id"?: never,"resource"?: never,"spent_on"?: string,"started_at"?: string | null,"task_id"?: string | null,"ticket_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "time_entries_customer_id_fkey"
      columns: ["customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "time_entries_deal_id_fkey"
      columns: ["deal_id"]
isOneToOne: false
      referencedRelation: "deals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "time_entries_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "time_entries_task_id_fkey"
      columns: ["task_id"]
isOneToOne: false
      referencedRelation: "tasks"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "time_entries_ticket_id_fkey"
      columns: ["ticket_id"]
isOneToOne: false
      referencedRelation: "tickets"
      referencedColumns: ["id"]
    }
                  ]
                },"view_as_sessions": {
                  Row: {
                    "ended_at": string | null,"expires_at": string,"id": string,"person_id": string | null,"role_id": string | null,"started_at": string,"viewer_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "ended_at"?: string | null,"expires_at"?: string,"id"?: string,"person_id"?: string | null,"role_id"?: string | null,"started_at"?: string,"viewer_id": string
                  }
                  Update: {
                    "ended_at"?: string | null,"expires_at"?: string,"id"?: string,"person_id"?: string | null,"role_id"?: string | null,"started_at"?: string,"viewer_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "view_as_sessions_person_id_fkey"
      columns: ["person_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "view_as_sessions_role_id_fkey"
      columns: ["role_id"]
isOneToOne: false
      referencedRelation: "roles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "view_as_sessions_viewer_id_fkey"
      columns: ["viewer_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"win_evidence": {
                  Row: {
                    "computed_at": string,"id": string,"lost": number,"subject_id": string,"team_id": string | null,"value": string,"variable": string,"weight": number,"won": number
                  }
                  ComputedFields: never
                  Insert: {
                    "computed_at"?: string,"id"?: string,"lost": number,"subject_id"?: never,"team_id"?: string | null,"value": string,"variable": string,"weight": number,"won": number
                  }
                  Update: {
                    "computed_at"?: string,"id"?: string,"lost"?: number,"subject_id"?: never,"team_id"?: string | null,"value"?: string,"variable"?: string,"weight"?: number,"won"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "win_evidence_team_id_fkey"
      columns: ["team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["id"]
    }
                  ]
                }
          }
          Views: {
            [_ in never]: never
          }
          Functions: {
            "add_attachment":
{ Args: { "payload": Json }; Returns: string
                           },
"answer_event":
{ Args: { "answer": string,"event": string }; Returns: undefined
                           },
"answer_invitation":
{ Args: { "answer": string,"token": string }; Returns: Json
                           },
"apply_bulk":
{ Args: { "batch"?: number,"job": string }; Returns: Json
                           },
"apply_import":
{ Args: { "batch"?: number,"job": string }; Returns: Json
                           },
"assign_record":
{ Args: { "id": string,"owner_id": string,"resource": string,"seen": string }; Returns: string
                           },
"assign_records":
{ Args: { "ids": (string)[],"owner_id": string,"resource": string }; Returns: number
                           },
"attachments_to_purge":
{ Args: { "how_many"?: number }; Returns: string[]
                           },
"begin_bulk":
{ Args: { "payload": Json }; Returns: string
                           },
"begin_export":
{ Args: { "payload": Json }; Returns: undefined
                           },
"begin_import":
{ Args: { "payload": Json }; Returns: string
                           },
"cancel_bulk":
{ Args: { "job": string }; Returns: Json
                           },
"cancel_import":
{ Args: { "job": string }; Returns: undefined
                           },
"check_import":
{ Args: { "batch"?: number,"job": string }; Returns: Json
                           },
"claim_outbox":
{ Args: { "how_many"?: number }; Returns: {
              "attempts": number,
"body_html": string | null,
"body_text": string,
"created_at": string,
"dedupe_key": string | null,
"id": string,
"invitation": Json | null,
"kind": string,
"last_error": string | null,
"next_attempt_at": string,
"recipient": string,
"sent_at": string | null,
"status": string,
"subject": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "outbox"
        isOneToOne: false
        isSetofReturn: true
      } },
"count_all":
{ Args: { "resource": string }; Returns: Json
                           },
"count_unread_notifications":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"customer_overview":
{ Args: { "id": string }; Returns: Json
                           },
"customer_timeline":
{ Args: { "request": Json }; Returns: Json
                           },
"deactivate_person":
{ Args: { "payload": Json }; Returns: Json
                           },
"deal_board":
{ Args: { "request"?: Json }; Returns: Json
                           },
"deal_board_cards":
{ Args: { "request": Json }; Returns: Json
                           },
"deal_overview":
{ Args: { "id": string }; Returns: Json
                           },
"deal_size":
{ Args: { "deal": Omit<Database["public"]['Tables']["deals"]['Row'], Database["public"]['Tables']["deals"]['ComputedFields']> }; Returns: string
                           },
"delete_attachment":
{ Args: { "attachment_id": string }; Returns: undefined
                           },
"delete_comment":
{ Args: { "comment_id": string }; Returns: undefined
                           },
"delete_department":
{ Args: { "payload": Json }; Returns: undefined
                           },
"delete_role":
{ Args: { "payload": Json }; Returns: undefined
                           },
"delete_team":
{ Args: { "payload": Json }; Returns: undefined
                           },
"delete_time_entry":
{ Args: { "entry": string }; Returns: undefined
                           },
"end_stand_in":
{ Args: { "stand_in": string }; Returns: boolean
                           },
"find_import_values":
{ Args: { "kind": string,"texts": (string)[] }; Returns: Json
                           },
"find_similar_customers":
{ Args: { "payload": Json }; Returns: {
              "city": string,"id": string,"likeness": number,"name": string,"owner_id": string,"reasons": (string)[]
            }[]
                           },
"follow_record":
{ Args: { "payload": Json }; Returns: undefined
                           },
"forget_attachments":
{ Args: { "ids": (string)[] }; Returns: undefined
                           },
"free_busy":
{ Args: { "request": Json }; Returns: Json
                           },
"goal_sheet":
{ Args: { "request": Json }; Returns: Json
                           },
"import_reasons":
{ Args: { "job": string }; Returns: Json
                           },
"invite_person":
{ Args: { "payload": Json }; Returns: string
                           },
"keep_attachment":
{ Args: { "attachment_id": string }; Returns: undefined
                           },
"list_administrators":
{ Args: Record<PropertyKey, never>; Returns: {
              "email": string,"full_name": string
            }[]
                           },
"list_attachments":
{ Args: { "request": Json }; Returns: Json
                           },
"list_audit":
{ Args: { "payload": Json }; Returns: Json
                           },
"list_bulk_rows":
{ Args: { "job": string,"most"?: number,"wanted"?: string }; Returns: Json
                           },
"list_calendar":
{ Args: { "request": Json }; Returns: Json
                           },
"list_comments":
{ Args: { "request": Json }; Returns: Json
                           },
"list_customer_regions":
{ Args: Record<PropertyKey, never>; Returns: {
              "region": string
            }[]
                           },
"list_followers":
{ Args: { "request": Json }; Returns: Json
                           },
"list_mentionable":
{ Args: { "q"?: string,"record_id": string,"resource": string }; Returns: Json
                           },
"list_notifications":
{ Args: { "request"?: Json }; Returns: Json
                           },
"list_people":
{ Args: { "action": string,"resource": string }; Returns: {
              "active": boolean,
"avatar": string | null,
"created_at": string,
"department_id": string | null,
"email": string | null,
"full_name": string,
"id": string,
"job_title": string | null,
"locale": string | null,
"manager_id": string | null,
"phone": string | null,
"search_text": string,
"team_id": string | null,
"theme": string | null,
"timezone": string | null,
"updated_at": string,
"user_id": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "profiles"
        isOneToOne: false
        isSetofReturn: true
      } },
"list_record_shares":
{ Args: { "record_id": string,"resource": string }; Returns: Json
                           },
"list_sign_ins":
{ Args: Record<PropertyKey, never>; Returns: {
              "invited_at": string,"last_sign_in_at": string,"profile_id": string,"state": string
            }[]
                           },
"list_time_entries":
{ Args: { "request": Json }; Returns: Json
                           },
"list_trash":
{ Args: { "before"?: string,"before_id"?: string,"most"?: number,"resource": string }; Returns: Json
                           },
"make_calendar_feed":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"merge_customers":
{ Args: { "payload": Json }; Returns: Json
                           },
"merged_into":
{ Args: { "old_id": string }; Returns: string
                           },
"move_deal":
{ Args: { "below"?: string,"board"?: Json,"competitor"?: string,"deal": string,"lost_note"?: string,"lost_reason"?: string,"stage": string }; Returns: Json
                           },
"move_task":
{ Args: { "board"?: Json,"completed"?: string,"status": string,"task": string }; Returns: Json
                           },
"move_ticket":
{ Args: { "queue": string,"ticket": string }; Returns: undefined
                           },
"my_calendar_feed":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_day":
{ Args: { "later": string,"today": string,"tomorrow": string }; Returns: Json
                           },
"my_live_topics":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_notification_settings":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_permissions":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_permissions_revision":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"order_custom_fields":
{ Args: { "payload": Json }; Returns: undefined
                           },
"order_from_deal":
{ Args: { "deal": string }; Returns: Json
                           },
"order_overview":
{ Args: { "id": string }; Returns: Json
                           },
"order_sales_settings":
{ Args: { "payload": Json }; Returns: undefined
                           },
"person_open_work":
{ Args: { "person": string }; Returns: Json
                           },
"pin_entry":
{ Args: { "payload": Json }; Returns: undefined
                           },
"preview_redaction":
{ Args: { "payload": Json }; Returns: Json
                           },
"preview_role_change":
{ Args: { "payload": Json }; Returns: Json
                           },
"query_metrics":
{ Args: { "requests": Json }; Returns: Json
                           },
"reactivate_person":
{ Args: { "payload": Json }; Returns: undefined
                           },
"read_calendar_feed":
{ Args: { "token": string }; Returns: Json
                           },
"read_invitation":
{ Args: { "token": string }; Returns: Json
                           },
"read_notifications":
{ Args: { "payload": Json }; Returns: number
                           },
"record_history":
{ Args: { "payload": Json }; Returns: Json
                           },
"redact_audit":
{ Args: { "payload": Json }; Returns: number
                           },
"reply_ticket":
{ Args: { "body": string,"kind"?: string,"status"?: string,"ticket": string }; Returns: string
                           },
"resend_invitation":
{ Args: { "payload": Json }; Returns: undefined
                           },
"restage_import":
{ Args: { "job": string,"mapping": Json }; Returns: undefined
                           },
"restore_attachment":
{ Args: { "attachment_id": string }; Returns: undefined
                           },
"restore_records":
{ Args: { "ids": (string)[],"resource": string }; Returns: number
                           },
"restore_time_entry":
{ Args: { "entry": string }; Returns: undefined
                           },
"revoke_calendar_feed":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"save_activity":
{ Args: { "payload": Json }; Returns: Json
                           },
"save_comment":
{ Args: { "payload": Json }; Returns: Json
                           },
"save_contact":
{ Args: { "payload": Json }; Returns: Json
                           },
"save_customer":
{ Args: { "payload": Json }; Returns: Json
                           },
"save_deal":
{ Args: { "payload": Json }; Returns: Json
                           },
"save_department":
{ Args: { "payload": Json }; Returns: undefined
                           },
"save_event":
{ Args: { "payload": Json }; Returns: Json
                           },
"save_goals":
{ Args: { "payload": Json }; Returns: number
                           },
"save_notification_settings":
{ Args: { "payload": Json }; Returns: undefined
                           },
"save_order":
{ Args: { "payload": Json }; Returns: Json
                           },
"save_person":
{ Args: { "payload": Json }; Returns: undefined
                           },
"save_pipeline":
{ Args: { "payload": Json }; Returns: undefined
                           },
"save_product":
{ Args: { "payload": Json }; Returns: Json
                           },
"save_role":
{ Args: { "payload": Json }; Returns: undefined
                           },
"save_role_matrix":
{ Args: { "payload": Json }; Returns: undefined
                           },
"save_sales_choice":
{ Args: { "payload": Json }; Returns: undefined
                           },
"save_stage":
{ Args: { "payload": Json }; Returns: undefined
                           },
"save_stand_in":
{ Args: { "payload": Json }; Returns: string
                           },
"save_task":
{ Args: { "payload": Json }; Returns: Json
                           },
"save_team":
{ Args: { "payload": Json }; Returns: undefined
                           },
"save_ticket":
{ Args: { "payload": Json }; Returns: Json
                           },
"save_time_entry":
{ Args: { "payload": Json }; Returns: string
                           },
"save_working_hours":
{ Args: { "payload": Json }; Returns: undefined
                           },
"search_customers":
{ Args: { "q": string }; Returns: {
              "access_id": string,
"aliases": (string)[],
"city": string | null,
"country": string | null,
"created_at": string,
"created_by": string | null,
"currency": string | null,
"custom": Json | null,
"custom_number_1": number | null,
"custom_number_2": number | null,
"custom_number_3": number | null,
"custom_number_4": number | null,
"custom_number_5": number | null,
"custom_number_6": number | null,
"custom_number_7": number | null,
"custom_number_8": number | null,
"custom_text_1": string | null,
"custom_text_10": string | null,
"custom_text_11": string | null,
"custom_text_12": string | null,
"custom_text_13": string | null,
"custom_text_14": string | null,
"custom_text_15": string | null,
"custom_text_16": string | null,
"custom_text_17": string | null,
"custom_text_18": string | null,
"custom_text_19": string | null,
"custom_text_2": string | null,
"custom_text_20": string | null,
"custom_text_21": string | null,
"custom_text_22": string | null,
"custom_text_23": string | null,
"custom_text_24": string | null,
"custom_text_3": string | null,
"custom_text_4": string | null,
"custom_text_5": string | null,
"custom_text_6": string | null,
"custom_text_7": string | null,
"custom_text_8": string | null,
"custom_text_9": string | null,
"deleted_at": string | null,
"description": string | null,
"domain": string | null,
"external_id": string | null,
"id": string,
"industry": string | null,
"kind": string,
"legal_name": string | null,
"lifecycle_stage": string,
"merged_into_id": string | null,
"name": string,
"number": number,
"owner_id": string | null,
"parent_id": string | null,
"price_max": number | null,
"price_min": number | null,
"product_interests": (string)[],
"region": string | null,
"search_text": string,
"shared": boolean,
"size_band": string | null,
"source": string | null,
"team_id": string | null,
"tier": string | null,
"updated_at": string,
"updated_by": string | null,
"website": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "customers"
        isOneToOne: false
        isSetofReturn: true
      } },
"search_deals":
{ Args: { "q": string }; Returns: {
              "access_id": string,
"amount": number | null,
"amount_is_estimate": boolean,
"board_position": number,
"closed_at": string | null,
"competitor_id": string | null,
"created_at": string,
"created_by": string | null,
"currency": string,
"custom": Json | null,
"custom_number_1": number | null,
"custom_number_2": number | null,
"custom_number_3": number | null,
"custom_number_4": number | null,
"custom_number_5": number | null,
"custom_number_6": number | null,
"custom_number_7": number | null,
"custom_number_8": number | null,
"custom_text_1": string | null,
"custom_text_10": string | null,
"custom_text_11": string | null,
"custom_text_12": string | null,
"custom_text_13": string | null,
"custom_text_14": string | null,
"custom_text_15": string | null,
"custom_text_16": string | null,
"custom_text_17": string | null,
"custom_text_18": string | null,
"custom_text_19": string | null,
"custom_text_2": string | null,
"custom_text_20": string | null,
"custom_text_21": string | null,
"custom_text_22": string | null,
"custom_text_23": string | null,
"custom_text_24": string | null,
"custom_text_3": string | null,
"custom_text_4": string | null,
"custom_text_5": string | null,
"custom_text_6": string | null,
"custom_text_7": string | null,
"custom_text_8": string | null,
"custom_text_9": string | null,
"customer_id": string | null,
"deleted_at": string | null,
"description": string | null,
"expected_close_date": string | null,
"external_id": string | null,
"id": string,
"last_activity_at": string | null,
"lost_note": string | null,
"lost_reason_id": string | null,
"name": string,
"next_step": string | null,
"next_step_at": string | null,
"number": number,
"opened_at": string,
"outcome": string,
"owner_id": string | null,
"pipeline_id": string,
"search_text": string,
"shared": boolean,
"source": string | null,
"stage_entered_at": string,
"stage_id": string,
"stale_on": string | null,
"team_id": string | null,
"updated_at": string,
"updated_by": string | null,
"win_probability": number | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "deals"
        isOneToOne: false
        isSetofReturn: true
      } },
"search_everything":
{ Args: { "per_kind"?: number,"q": string }; Returns: {
              "customer_id": string,"id": string,"kind": string,"number": number,"subtitle": string,"title": string
            }[]
                           },
"search_orders":
{ Args: { "q": string }; Returns: {
              "access_id": string,
"created_at": string,
"created_by": string | null,
"currency": string,
"customer_access_id": string | null,
"customer_id": string,
"deal_id": string | null,
"deleted_at": string | null,
"external_id": string | null,
"id": string,
"number": number,
"ordered_at": string,
"owner_id": string | null,
"search_text": string,
"shared": boolean,
"status": string,
"team_id": string | null,
"total": number,
"updated_at": string,
"updated_by": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "orders"
        isOneToOne: false
        isSetofReturn: true
      } },
"search_people":
{ Args: { "q": string }; Returns: {
              "active": boolean,
"avatar": string | null,
"created_at": string,
"department_id": string | null,
"email": string | null,
"full_name": string,
"id": string,
"job_title": string | null,
"locale": string | null,
"manager_id": string | null,
"phone": string | null,
"search_text": string,
"team_id": string | null,
"theme": string | null,
"timezone": string | null,
"updated_at": string,
"user_id": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "profiles"
        isOneToOne: false
        isSetofReturn: true
      } },
"search_products":
{ Args: { "q": string }; Returns: {
              "active": boolean,
"created_at": string,
"currency": string,
"id": string,
"list_price": number,
"name": string,
"product_line": string | null,
"sku": string,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "products"
        isOneToOne: false
        isSetofReturn: true
      } },
"search_tasks":
{ Args: { "q": string }; Returns: {
              "access_id": string,
"assignee_id": string | null,
"completed_at": string | null,
"contact_id": string | null,
"created_at": string,
"created_by": string | null,
"customer_id": string | null,
"deal_id": string | null,
"deleted_at": string | null,
"description": string | null,
"due_at": string | null,
"id": string,
"is_open": boolean,
"next_id": string | null,
"number": number,
"parent_id": string | null,
"priority": string,
"priority_rank": number,
"remind_at": string | null,
"remind_minutes": number | null,
"repeat_day": number | null,
"repeat_rule": string | null,
"search_text": string,
"shared": boolean,
"status": string,
"team_id": string | null,
"ticket_id": string | null,
"title": string,
"updated_at": string,
"updated_by": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "tasks"
        isOneToOne: false
        isSetofReturn: true
      } },
"search_tickets":
{ Args: { "q": string }; Returns: {
              "access_id": string,
"assignee_id": string | null,
"category": string | null,
"channel": string,
"contact_id": string | null,
"created_at": string,
"created_by": string | null,
"customer_id": string | null,
"deleted_at": string | null,
"due_at": string | null,
"first_response_at": string | null,
"id": string,
"number": number,
"priority": string,
"priority_rank": number,
"product_id": string | null,
"queue_id": string | null,
"reopened_count": number,
"search_text": string,
"shared": boolean,
"solved_at": string | null,
"status": string,
"subject": string,
"updated_at": string,
"updated_by": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "tickets"
        isOneToOne: false
        isSetofReturn: true
      } },
"settle_outbox":
{ Args: { "error"?: string,"outbox_id": string }; Returns: undefined
                           },
"setup_needed":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"setup_organisation":
{ Args: { "payload": Json }; Returns: string
                           },
"share_record":
{ Args: { "access"?: string,"profile_id"?: string,"record_id": string,"resource": string,"team_id"?: string,"until"?: string }; Returns: string
                           },
"stage_bulk":
{ Args: { "ids": (string)[],"job": string }; Returns: number
                           },
"stage_import_rows":
{ Args: { "job": string,"rows": Json }; Returns: number
                           },
"start_timer":
{ Args: { "payload": Json }; Returns: string
                           },
"start_view_as":
{ Args: { "payload": Json }; Returns: Json
                           },
"stop_timer":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"stop_view_as":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"tag_record":
{ Args: { "payload": Json }; Returns: undefined
                           },
"take_ticket":
{ Args: { "seen"?: string,"ticket": string }; Returns: undefined
                           },
"task_board":
{ Args: { "request"?: Json }; Returns: Json
                           },
"task_board_cards":
{ Args: { "request": Json }; Returns: Json
                           },
"task_overview":
{ Args: { "id": string }; Returns: Json
                           },
"ticket_overview":
{ Args: { "id": string }; Returns: Json
                           },
"time_week":
{ Args: { "request": Json }; Returns: Json
                           },
"trash_records":
{ Args: { "ids": (string)[],"resource": string }; Returns: number
                           },
"undo_bulk":
{ Args: { "batch"?: number,"job": string }; Returns: Json
                           },
"undo_import":
{ Args: { "batch"?: number,"job": string }; Returns: Json
                           },
"unshare_record":
{ Args: { "share_id": string }; Returns: boolean
                           },
"update_my_profile":
{ Args: { "changes": Json }; Returns: undefined
                           },
"verify_audit":
{ Args: { "payload": Json }; Returns: Json
                           },
"why_can_see":
{ Args: { "person"?: string,"record_id": string,"resource": string }; Returns: Json
                           }
          }
          Enums: {
            "access_scope": "none"|"own"|"team"|"department"|"all"
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            "access_scope": ["none", "own", "team", "department", "all"]
          }
        }
} as const
